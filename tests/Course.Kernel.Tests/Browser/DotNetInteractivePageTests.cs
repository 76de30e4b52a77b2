namespace Course.Kernel.Tests.Browser;

/// <summary>Lesson 5.2 in the official .NET Interactive: charts are drawn, and a training is watched, as in the kit's own kernel.</summary>
[Collection(LessonTests.Name)]
public sealed class DotNetInteractivePageTests(LessonInDotNetInteractive lesson) : IClassFixture<LessonInDotNetInteractive>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(lesson.Run());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public Task ChartsAreDrawnByPlotlyInPlaceOfTheirPictures() => LessonLooks.ChartsAreDrawn(lesson);

    [Fact]
    public Task TrainingShowsItsProgressInPlaceAndKeepsItsFinalState() => LessonLooks.TrainingIsLive(lesson);
}
