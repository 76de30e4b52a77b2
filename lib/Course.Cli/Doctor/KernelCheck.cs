using Course.Kernel.Install;

namespace Course.Cli.Doctor;

/// <summary>Whether Jupyter and VS Code know the kernel, and whether what they know is still true.</summary>
internal static class KernelCheck
{
    private const string Install = "dotnet run --project lib/Course.Cli -- kernel install";

    public static Finding Run() => Of(KernelSpec.Everywhere());

    /// <param name="places">The folders of kernel specs, the first to be looked in first.</param>
    public static Finding Of(IEnumerable<KernelSpec> places)
    {
        var foreign = false;
        foreach (var place in places)
        {
            var (ours, isForeign) = place.Installed();
            if (ours is not null)
                return Ours(ours, place);
            foreign |= isForeign;
        }
        return foreign
            ? new("kernel", Health.Note, $"{KernelSpec.DropInName} belongs to another program",
            $"Notebooks run there too. For this kit's beside it: {Install}")
            : new("kernel", Health.Note, "not installed for this user", $"To open lessons in VS Code or Jupyter: {Install}");
    }

    private static Finding Ours(string name, KernelSpec place)
    {
        var program = place.Command(name).FirstOrDefault(part => part.EndsWith("course.dll", StringComparison.Ordinal))
            ?? "no course.dll";
        var gone = place.Command(name).Take(2).FirstOrDefault(part => !File.Exists(part));
        return gone is not null
            ? new("kernel", Health.Bad, $"installed as {name}, but what it starts is gone: {gone}",
            $"The kit was moved or deleted since. Again: {Install}")
            : program.StartsWith(Kit.Root, StringComparison.OrdinalIgnoreCase)
                ? new("kernel", Health.Good, $"installed as {name} in {place.Folder(name)}")
                : new("kernel", Health.Note, $"installed as {name}, but from another folder: {program}",
                $"For this folder's: {Install}");
    }
}
