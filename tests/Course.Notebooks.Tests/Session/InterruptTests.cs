using System.Diagnostics;

namespace Course.Notebooks.Tests;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan bound = TimeSpan.FromSeconds(2); // 20 ms on a quiet machine

    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Fact]
    public void SleepingTasksInThePoolKeepNobodyWaiting()
    {
        cells.Value("var state = 41;");
        using var cancel = new CancellationTokenSource(1000);
        var clock = new System.Diagnostics.Stopwatch();
        cancel.Token.Register(clock.Start);
        cells.RunUntil("Task.WaitAll(Enumerable.Range(0, 5_000).Select(_ => Task.Run(() => System.Threading.Thread.Sleep(20_000))).ToArray());", cancel.Token);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, bound);
        Assert.Equal("42", cells.Value("state + 1"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20)); // the compiler needs a thread of the pool
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) count++;")]
    [InlineData("for (;;) ;")]
    [InlineData("do count++; while (true);")]
    [InlineData("while (true) { try { count++; } catch (Exception) { } }")]
    [InlineData("while (true) lock (cells) count++;")]
    [InlineData("while (true) Console.WriteLine(count++);")]
    [InlineData("void Loop() { while (true) count++; } Loop();")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(80)")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Sum(i => (long)i)")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).Select(i => { return i; }).Count(i => i > 1)")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("async Task Forever() { await Task.Yield(); while (true) count++; } await Forever();")]
    [InlineData("foreach (var i in Endless()) ; IEnumerable<int> Endless() { while (true) yield return 1; }")]
    public void EndlessCellStopsAndTheSessionGoesOn(string code)
    {
        cells.Value("var kept = 5; long count = 0; var cells = new object();");
        for (var time = 0; time < 2; time++) // the second stop is the harder one: see CellThread.Renew
        {
            var failure = Assert.IsType<CellResult.Failed>(Interrupt(code, out var took));
            Assert.Equal("KeyboardInterrupt", failure.Name);
            Assert.True(took < bound, $"took {took.TotalMilliseconds} ms");
        }

        Assert.Equal("5", cells.Value("kept"));
        Assert.Equal("1", cells.Value("await Task.Run(() => { lock (cells) return 1; })"));
    }

    [Fact]
    public void LongLibraryCallIsAborted()
    {
        // No code of the learner's runs in the loop, so nothing checks.
        cells.Value("var long_ = new int[1000]; var compare = Comparer<int>.Default;");
        var failure = Assert.IsType<CellResult.Failed>(Interrupt("while (true) Array.Sort(long_, compare);", out var took));
        Assert.Equal("KeyboardInterrupt", failure.Name);
        Assert.True(took < bound, $"took {took.TotalMilliseconds} ms");
    }

    [Fact]
    public void InterruptedAwaitNeverGoesOn()
    {
        cells.Value("var reached = false;");
        Interrupt("await Task.Delay(2000); reached = true;", out _); // time for a busy machine to interrupt it
        Thread.Sleep(2200);
        Assert.Equal("False", cells.Value("reached"));
    }

    [Fact]
    public void InterruptWhileIdleAndTwiceInARowIsHarmless()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.IsType<CellResult.Failed>(cells.RunUntil("1", stop.Token));
        Assert.IsType<CellResult.Failed>(cells.RunUntil("1", stop.Token));
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    [Fact]
    public void FinallyBlocksRun()
    {
        cells.Value("var closed = false; void Work() { try { while (true) { } } finally { closed = true; } }");
        Interrupt("Work();", out _);
        Assert.Equal("True", cells.Value("closed"));
    }

    [Fact]
    public void CellThatFailsAnywayHarmsNobody()
    {
        cells.Failure("async void Bad() { await Task.Delay(1); throw new Exception(\"x\"); } Bad(); await Task.Delay(200);");
        cells.Value("new System.Threading.Thread(() => throw new Exception(\"in a thread\")).Start(); System.Threading.Thread.Sleep(200);");
        Assert.Contains("in a thread", cells.Output.Error);
        cells.Value("_ = Task.Run(async () => { await Task.Delay(50); Console.WriteLine(\"late\"); display(\"late\"); throw new Exception(); });");
        Thread.Sleep(200);
        Assert.Equal("2", cells.Value("1 + 1"));
    }

    private CellResult Interrupt(string code, out TimeSpan took)
    {
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => cells.RunUntil("Console.Write(\"started\");\n" + code, stop.Token));
        while (!cells.Output.Out.StartsWith("started", StringComparison.Ordinal) && !run.IsCompleted) Thread.Sleep(5);
        Thread.Sleep(50);
        var clock = Stopwatch.StartNew();
        stop.Cancel();
        var result = run.GetAwaiter().GetResult();
        took = clock.Elapsed;
        return result;
    }
}
