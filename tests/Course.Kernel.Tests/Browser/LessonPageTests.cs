using Microsoft.Playwright;

namespace Course.Kernel.Tests.Browser;

/// <summary>What a learner sees of lesson 5.2. The page is opened and run once; each test looks at it or adds cells of its own.</summary>
[Collection(LessonTests.Name)]
public sealed class LessonPageTests(Lesson lesson) : IClassFixture<Lesson>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(lesson.Run());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PicturesAreRendered()
    {
        var pictures = lesson.Page.Locator(".output img");
        Assert.InRange(await pictures.CountAsync(), 5, 1000);
        var broken = await pictures.EvaluateAllAsync<string[]>(
            "pictures => pictures.filter(picture => !picture.complete || picture.naturalWidth === 0).map(picture => picture.alt)");
        Assert.Empty(broken);
        var garments = await lesson.Cell("var picks = ");
        await Assertions.Expect(garments.Locator(".output img").First).ToBeVisibleAsync();
        await lesson.Keep("pictures", garments);
    }

    [Fact]
    public Task ChartsAreDrawnByPlotlyInPlaceOfTheirPictures() => LessonLooks.ChartsAreDrawn(lesson);

    [Fact]
    public Task TrainingShowsItsProgressInPlaceAndKeepsItsFinalState() => LessonLooks.TrainingIsLive(lesson);

    [Fact]
    public async Task TabListsMembersAndCompletesTheOnlyOne()
    {
        await lesson.NewCell("dnnHistory.");
        await lesson.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(lesson.Page.Locator("#complete option", new() { HasTextString = "Accuracy" })).ToBeVisibleAsync();
        await lesson.Keep("completion");
        await lesson.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(lesson.Page.Locator("#complete")).ToHaveCountAsync(0);

        await lesson.NewCell("dnnHistory.Accu");
        await lesson.Page.Keyboard.PressAsync("Tab");
        await lesson.WaitFor("() => Jupyter.notebook.get_cells().at(-1).get_text() === 'dnnHistory.Accuracy'");
    }

    [Fact]
    public async Task InterruptButtonStopsAnEndlessLoopAndKeepsTheVariables()
    {
        var endless = await lesson.NewCell("while(true){}");
        await lesson.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(lesson.Page.Locator(".kernel_busy_icon")).ToBeVisibleAsync();
        await lesson.Page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        await Assertions.Expect(endless.Locator(".output_error")).ToContainTextAsync("KeyboardInterrupt");

        var next = await lesson.NewCell("dnnHistory.Points.Count");
        await lesson.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(next.Locator(".output_result")).ToContainTextAsync("6"); // 300 batches, a look every 50
        await lesson.Keep("interrupt");
    }

    [Fact]
    public void NothingIsAskedOfTheNetworkAndNoScriptFails()
    {
        Assert.Empty(lesson.ForeignRequests);
        Assert.Empty(lesson.ScriptErrors);
    }
}
