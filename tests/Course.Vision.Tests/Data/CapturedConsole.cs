namespace Course.Vision.Tests;

/// <summary>The console is one for the whole process: tests that capture it run alone.</summary>
[CollectionDefinition("Console", DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>What is written to the console meanwhile. Its users are in the collection "Console".</summary>
internal sealed class CapturedConsole : IDisposable
{
    private readonly (TextWriter Out, TextWriter Error) before = (Console.Out, Console.Error);
    private readonly StringWriter output = new(), error = new();

    public CapturedConsole()
    {
        Console.SetOut(output);
        Console.SetError(error);
    }

    public string[] Lines => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Errors => error.ToString();

    public void Dispose()
    {
        Console.SetOut(before.Out);
        Console.SetError(before.Error);
    }
}
