using System.CommandLine;
using Course.Grading;
using Course.Kernel;
using Course.Kernel.Install;

namespace Course.Cli;

/// <summary><c>course kernel</c>: the C# kernel for Jupyter and VS Code, and telling them about it.</summary>
internal static class KernelCommand
{
    private static readonly Option<string?> prefix = new("--prefix")
    {
        Description = "An installation's folder (/usr/local, a Python environment): the spec goes to share/jupyter/kernels in it",
    };

    private static readonly Option<bool> user = new("--user") { Description = "This user's kernels (the default)" };

    private static readonly Option<string?> name = new("--name")
    {
        Description =
            $"The kernel's name; without it {KernelSpec.DropInName}, or {KernelSpec.OwnName} if that is another program's",
    };

    public static Command Create() =>
        new("kernel", "The C# kernel for Jupyter and VS Code") { Install(), Uninstall(), Run() };

    private static Command Install()
    {
        var command = new Command("install", "Tells Jupyter and VS Code about the kernel") { prefix, user, name };
        command.SetAction(parsed => Console.WriteLine(Spec(parsed).Install(StartCommand(), parsed.GetValue(name))));
        return command;
    }

    private static Command Uninstall()
    {
        var command =
            new Command("uninstall", "Removes what install has written; other programs' kernels stay") { prefix, user, name };
        command.SetAction(parsed => Console.WriteLine(Spec(parsed).Uninstall(parsed.GetValue(name))));
        return command;
    }

    private static Command Run()
    {
        var file = new Argument<string>("connection-file") { Description = "The file a front-end has written" };
        var command = new Command("run", "Serves a front-end; front-ends start this themselves") { file };
        command.SetAction(parsed => KernelProcess.Run(parsed.GetRequiredValue(file), PublicReview.Of));
        return command;
    }

    private static KernelSpec Spec(ParseResult parsed) => parsed.GetValue(user) && parsed.GetValue(prefix) is not null
        ? throw CourseException.Usage("--user and --prefix name two different places; give one of them.")
        : KernelSpec.In(parsed.GetValue(prefix));

    /// <summary>Absolute, for a front-end may have another PATH: <c>dotnet course.dll kernel run</c>.</summary>
    private static string[] StartCommand() =>
        [Kit.DotnetHost, Path.Combine(AppContext.BaseDirectory, "course.dll"), "kernel", "run"];
}
