using System.CommandLine;

namespace Course.Cli;

internal static class AutograderCommand
{
    public static Command Create() => new("autograder");
}
