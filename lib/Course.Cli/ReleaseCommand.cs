using System.CommandLine;

namespace Course.Cli;

internal static class ReleaseCommand
{
    public static Command Create() => new("release");
}
