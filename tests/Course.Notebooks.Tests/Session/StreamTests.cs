using System.Diagnostics;

namespace Course.Notebooks.Tests;

public sealed class StreamTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Fact]
    public void StreamsAndDisplaysKeepTheirOrder()
    {
        cells.Value("Console.Write('a'); Console.Write(1); Console.Error.WriteLine(\"e\"); display(\"d\"); Console.WriteLine(\"b\");");
        Assert.Equal(["Out: a1", "Error: e\n", "display: d", "Out: b\n"], cells.Output.Events);
    }

    [Fact]
    public void HundredThousandLinesArriveInFewEvents()
    {
        var clock = Stopwatch.StartNew();
        cells.Value("for (int i = 0; i < 100_000; i++) Console.WriteLine(i);");
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.ElapsedMilliseconds} ms, {cells.Output.Events.Count} events");
        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), cells.Output.Out);
        Assert.InRange(cells.Output.Events.Count, 1, 200);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 10_000); // 200 ms on a quiet machine
    }

    [Fact]
    public async Task LongCellsShowWhatTheyPrintMeanwhile()
    {
        var run = Task.Run(() => cells.Value("Console.Write(\"early\"); System.Threading.Thread.Sleep(3000);"), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => cells.Output.Out == "early", 2500);
        Assert.Equal("early", cells.Output.Out);
        Assert.False(run.IsCompleted);
        await run;
    }

    [Fact]
    public void TasksOfTheCellPrintIntoIt()
    {
        cells.Value("await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => { for (int k = 0; k < 100; k++) Console.Write(\"x\"); })));");
        Assert.Equal(new string('x', 400), cells.Output.Out);
    }

    [Fact]
    public void TwoSessionsDoNotMix()
    {
        using var other = new Cells();
        Parallel.Invoke(
            new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken },
            () => cells.Value("for (int i = 0; i < 50; i++) { Console.Write(\"a\"); System.Threading.Thread.Sleep(1); }"),
            () => other.Value("for (int i = 0; i < 50; i++) { Console.Write(\"b\"); System.Threading.Thread.Sleep(1); }"));
        Assert.Equal((new string('a', 50), new string('b', 50)), (cells.Output.Out, other.Output.Out));
    }

    [Fact]
    public void ReplacedOrClosedConsoleIsBackInTheNextCell()
    {
        cells.Run("Console.SetOut(new System.IO.StringWriter()); Console.Out.Close(); Console.Error.Close(); Console.In.Close();");
        cells.Value("Console.Write(\"back\");");
        Assert.Equal("back", cells.Output.Out);
    }

    [Fact]
    public void ReadLineAsksTheHost()
    {
        var output = new RecordedOutput { Answer = "Kim" };
        var result = cells.Session.Run("Console.Write(\"Name? \"); Console.ReadLine()", output, TestContext.Current.CancellationToken);
        Assert.Equal("Kim", ((CellResult.Succeeded)result).Value!.Data["text/plain"].ToString());
        Assert.Equal("Name? ", output.Out);
        Assert.Contains("there is nobody to ask", cells.Failure("Console.ReadLine()").Message);
    }
}
