using System.Diagnostics;
using Course.Vision;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace Course.Interactive;

/// <summary><c>#!course doctor</c> in a cell: the report of the command of that name.</summary>
internal static class Doctor
{
    /// <summary>What stands behind <c>#!course</c>.</summary>
    internal sealed class CourseCommand : KernelCommand
    {
        public string Task { get; set; } = "";
    }

    public static void AddTo(Kernel root) => root.AddDirective<CourseCommand>(
        new KernelActionDirective(
            "#!course", "The kit's own commands: doctor says what it finds on this machine, and what to do about it.")
        {
            Parameters = { new KernelDirectiveParameter("--task") { AllowImplicitName = true, Required = true } },
        },
        (command, context) =>
        {
            if (command.Task == "doctor")
                Run(context);
            else
                context.Fail(command,
                    message: $"#!course: expected doctor, found {command.Task}. The kit's other commands run in a terminal.");
            return System.Threading.Tasks.Task.CompletedTask;
        });

    private static void Run(KernelInvocationContext context)
    {
        var library = Path.GetDirectoryName(typeof(Live).Assembly.Location)!;
        var command = Path.GetFullPath(Path.Combine(library, "..", "..", "Course.Cli", "bin", "course.dll"));
        if (!File.Exists(command))
        {
            context.Fail(
                context.Command,
                message: $"#!course doctor: expected the command at {command}, found none. Build the kit: dotnet build "
                    + "Course.sln");
            return;
        }
        using var process = Process.Start(new ProcessStartInfo("dotnet", [command, "doctor"]) { RedirectStandardOutput = true })!;
        context.DisplayAs(process.StandardOutput.ReadToEnd(), "text/plain");
        process.WaitForExit();
    }
}
