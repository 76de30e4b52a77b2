namespace Course.Kernel.Install;

/// <summary>Where Jupyter and VS Code look for kernel specs.</summary>
internal static class JupyterPaths
{
    /// <summary>The kernels of this user.</summary>
    public static string UserKernels() => Path.Combine(UserData(), "kernels");

    /// <summary>The kernels of an installation, such as <c>/usr/local</c> or a Python environment.</summary>
    public static string PrefixKernels(string prefix) => prefix.Length == 0
        ? throw CourseException.Usage("--prefix should name a folder, but is empty.")
        : Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    /// <summary>Every folder of kernels, in the order in which they are looked through (jupyter_core.paths).</summary>
    public static IEnumerable<string> AllKernels()
    {
        foreach (var path in Variable("JUPYTER_PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [])
            yield return Path.Combine(path, "kernels");
        yield return UserKernels();
        if (OperatingSystem.IsWindows())
            yield return Path.Combine(Variable("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter", "kernels");
        else
            foreach (var prefix in new[] { "/usr/local", "/usr" })
                yield return PrefixKernels(prefix);
    }

    private static string UserData()
    {
        if (Variable("JUPYTER_DATA_DIR") is { } chosen)
            return chosen;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Variable("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), "jupyter");
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Jupyter");
        return Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
