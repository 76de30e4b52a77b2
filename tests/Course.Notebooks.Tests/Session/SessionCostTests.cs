using System.Diagnostics;

namespace Course.Notebooks.Tests;

[CollectionDefinition(nameof(SessionCostTests), DisableParallelization = true)]
public sealed class RunAlone;

/// <summary>Bounds are generous, for busy machines; the figures themselves are printed.</summary>
[Collection(nameof(SessionCostTests))]
public sealed class SessionCostTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("{0} + 1")]
    [InlineData("var x{0} = {0}; x{0}")]
    public void ThousandCells(string template)
    {
        cells.Session.Warm();
        var times = new List<double>();
        long memory = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (i == 20) memory = Resident();
            var clock = Stopwatch.StartNew();
            cells.Value(string.Format(template, i));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        var growth = (Resident() - memory) / 980.0;
        var (early, late) = (Median(times.Skip(10).Take(40)), Median(times.TakeLast(40)));
        Complete();
        var completion = Stopwatch.StartNew();
        Complete();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{template}: median {Median(times):0.0} ms, early {early:0.0}, late {late:0.0}, {growth:0} KB a cell, completion {completion.ElapsedMilliseconds} ms");

        Assert.InRange(growth, -1000, 300);
        Assert.InRange(Median(times), 0, 200);
        Assert.InRange(late, 0, 2 * early + 20);
        Assert.InRange(completion.ElapsedMilliseconds, 0, 2000);
    }

    private void Complete() => Assert.NotEmpty(cells.Session.Complete("Console.Wri", 11).Items);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static long Resident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1024;
    }
}
