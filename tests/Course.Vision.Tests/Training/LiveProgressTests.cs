using System.Diagnostics;

namespace Course.Vision.Tests;

[Collection(nameof(Alone))]
public sealed class LiveProgressTests : IDisposable
{
    private readonly List<string> shown = [];

    public LiveProgressTests() => AppContext.SetData("course.display", (Func<object, Action<object>>)(value =>
    {
        shown.Add($"{value}");
        return newer => shown.Add($"{newer}");
    }));

    public void Dispose() => AppContext.SetData("course.display", null);

    [Fact]
    public void UpdatesAtMostTenTimesASecondAndShowsTheEnd()
    {
        var network = Small.Network();
        var trainer = new Trainer(network, new FusedAdam(network.parameters())) { EvaluateEvery = 1, PrintEvery = 0 };
        var clock = Stopwatch.StartNew();
        trainer.Fit(new Batches(Small.Data(400), 2), new Batches(Small.Data(10), 10), epochs: 2);
        Assert.Equal(400, trainer.History.Points.Count);
        Assert.InRange(shown.Count, 2, 2 + 10 * clock.Elapsed.TotalSeconds);
        Assert.Equal($"{trainer.History}", shown[^1]);
    }

    [Fact]
    public void InterruptedTrainingShowsItsLastState()
    {
        using var cancel = new CancellationTokenSource();
        var network = Small.Network();
        var trainer = new Trainer(network, new FusedAdam(network.parameters())) { EvaluateEvery = 1, PrintEvery = 0 };
        AppContext.SetData("course.display", (Func<object, Action<object>>)(_ => newer => { shown.Add($"{newer}"); cancel.Cancel(); }));
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(new Batches(Small.Data(100), 1), new Batches(Small.Data(500), 1), 1000, cancel.Token));
        Assert.Equal($"{trainer.History}", shown[^1]);
    }

    [Fact]
    public void HostWithoutLiveDisplayIsNoError()
    {
        AppContext.SetData("course.display", null);
        using var progress = new LiveProgress(() => "value");
        progress.Update();
        Assert.Empty(shown);
    }
}
