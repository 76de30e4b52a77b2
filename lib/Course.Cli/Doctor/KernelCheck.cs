using Course.Kernel.Install;

namespace Course.Cli.Doctor;

/// <summary>Whether Jupyter and VS Code know the kernel.</summary>
internal static class KernelCheck
{
    private const string Install = "dotnet run --project lib/Course.Cli -- kernel install";

    public static Finding Run() => KernelSpec.In(null).Installed() switch
    {
        (var ours, _) when ours is not null => new("kernel", Health.Good, $"installed as {ours}"),
        (_, true) => new("kernel", Health.Note, $"{KernelSpec.DropInName} belongs to another program", $"Notebooks run there too. For this kit's beside it: {Install}"),
        _ => new("kernel", Health.Note, "not installed for this user", $"To open lessons in VS Code or Jupyter: {Install}"),
    };
}
