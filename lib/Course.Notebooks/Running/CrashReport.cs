using System.Diagnostics;

namespace Course.Notebooks;

/// <summary>What a process that ended on its own left behind: its exit code and the last lines of its standard error.</summary>
internal sealed class CrashReport
{
    private const int LinesKept = 12;
    private readonly Process process;
    private readonly Queue<string> lastLines = new();
    private bool overflow, compiling;

    public CrashReport(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public CellResult.Failed Describe()
    {
        process.WaitForExit();
        lock (lastLines)
            return new CellResult.Failed("SessionEnded", Sentence(process.ExitCode), [.. lastLines]);
    }

    /// <summary>.NET reports a signal as 128 + its number on Linux and macOS.</summary>
    private string Sentence(int code)
    {
        var lost = "The session and its variables are gone: mend the cell and run the notebook from its start.";
        if (overflow && compiling)
            return $"The code is nested too deeply for the compiler. {lost}";
        if (overflow)
            return $"The cell calls itself without end, until the stack was full. {lost}";
        if (code == 137 || lastLines.Any(line => line.Contains("Out of memory", StringComparison.OrdinalIgnoreCase)))
            return "The cell's process was ended by the system, most likely because the memory ran out. Use smaller tensors or "
                + $"batches. {lost}";
        if (lastLines.Any(line => line.Contains("Unhandled exception", StringComparison.Ordinal)))
            return $"An exception on a thread that the cell started was caught by nobody, and that ends a .NET process. {lost}";
        if (code is > 128 and < 165 || code < 0)
            return $"The cell's process crashed in native code (exit code {code}). {lost}";
        return $"The cell ended its process with exit code {code}, as Environment.Exit does. {lost}";
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (lastLines)
        {
            // .NET says it first, then where, in any number of lines
            overflow |= line.Contains("Stack overflow", StringComparison.Ordinal);
            compiling |= line.Contains("at Microsoft.CodeAnalysis", StringComparison.Ordinal);
            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
                lastLines.Dequeue();
        }
    }
}
