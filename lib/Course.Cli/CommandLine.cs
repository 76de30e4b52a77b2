using System.CommandLine;
using Course.Files;
using Course.Grading;
using Course.Kernel;
using Course.Notebooks;
using Spectre.Console;

namespace Course.Cli;

/// <summary>
/// The edge of the program: exceptions that carry a sentence for the user become that sentence and an exit code. Wrong usage
/// exits with 2, a failed job with 1.
/// </summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static int Invoke(RootCommand root, string[] args)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 1000; // a file or a pipe has no edge to wrap at
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine($"See: course {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (KernelException error)
        {
            return Say(error, error.ExitCode);
        }
        catch (UsageException error)
        {
            return Say(error, WrongUsage);
        }
        catch (Exception error) when (error is NotebookException or LabException or SandboxException or DownloadException or InvalidDataException or IOException
            or UnauthorizedAccessException or NotSupportedException)
        {
            return Say(error, Failed);
        }
    }

    private static int Say(Exception error, int exitCode)
    {
        Console.Error.WriteLine(error.Message);
        return exitCode;
    }
}

/// <summary>What the user asked for can't be meant: the message says what was expected and what came.</summary>
internal sealed class UsageException(string message) : Exception(message);
