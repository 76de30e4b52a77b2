using System.CommandLine;
using Course.Cli.Doctor;
using Spectre.Console;

namespace Course.Cli;

/// <summary><c>course doctor</c>: what the kit finds on this machine, and what to do about it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Looks at SDK, system, libraries, data and kernel, and says what to do about each.");
        command.SetAction(
            _ => Show([.. SystemChecks.All(), PortCheck.Run(), PackageCheck.Run(), TorchCheck.StandardLibrary(), TorchCheck.Run(),
            GpuCheck.Run(), .. DataCheck.All(), KernelCheck.Run()]));
        return command;
    }

    private static int Show(IReadOnlyList<Finding> findings)
    {
        foreach (var (subject, health, found, advice) in findings)
        {
            var sign = health switch { Health.Good => "[green]ok  [/]", Health.Note => "[yellow]note[/]", _ => "[red]BAD [/]" };
            AnsiConsole.MarkupLine($"{sign} {Markup.Escape(subject),-12} {Markup.Escape(found)}");
            if (advice.Length > 0)
                AnsiConsole.MarkupLine($"     {"",-12} [dim]→ {Markup.Escape(advice)}[/]");
        }
        return findings.Any(finding => finding.Health == Health.Bad) ? CommandLine.Failed : 0;
    }
}
