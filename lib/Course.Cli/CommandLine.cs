using System.CommandLine;
using Spectre.Console;

namespace Course.Cli;

/// <summary>
/// The edge of the program: an exception with a sentence for the user becomes that sentence and an exit code. Wrong usage
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
            var command = parsed.CommandResult.Command;
            Console.Error.WriteLine($"See: course {(command is RootCommand ? "" : command.Name + " ")}--help");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        // A disk's faults are the system's own sentences.
        catch (Exception error) when (Cause(error) is CourseException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Cause(error).Message);
            return Cause(error) is CourseException { WrongUsage: true } ? WrongUsage : Failed;
        }
    }

    // What runs side by side fails as a bundle; the first in it says what is wrong.
    private static Exception Cause(Exception error) => error is AggregateException several ? several.InnerExceptions[0] : error;
}
