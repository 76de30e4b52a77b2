namespace Course.Files;

/// <summary>Why libtorch does not load in given surroundings, and what to do about it.</summary>
internal static class Diagnosis
{
    private static readonly Version Gcc13 = new(3, 4, 32);

    /// <summary>File name of TorchSharp's own native library on a system.</summary>
    public static string Wrapper(string system) => system switch
    {
        "win" => "LibTorchSharp.dll",
        "osx" => "libLibTorchSharp.dylib",
        _ => "libLibTorchSharp.so",
    };

    /// <summary>One paragraph for the learner; the first cause that applies.</summary>
    public static string Of(Libtorch.Surroundings here)
    {
        var supported = here.System switch { "osx" => "arm64", _ => "x64" };
        if (here.Architecture != supported)
            return $"libtorch can't be loaded: TorchSharp has libraries for {supported} processors on this system, but this "
                + $".NET process runs as {here.Architecture}. {ArchitectureAdvice(here.System)}";

        var library = Libtorch(here.System);
        if (new[] { Wrapper(here.System), library }.FirstOrDefault(name => !here.Native.Contains(name)) is { } missing)
            return $"libtorch can't be loaded: {missing} was expected in {here.Folder}, but is not there. Build the kit again " +
                "(dotnet build Course.sln); if it stays away, the package cache is incomplete: " +
                "dotnet nuget locals global-packages --clear, then build.";

        if (here.Built is { } built && built != here.Architecture)
            return $"libtorch can't be loaded: {Wrapper(here.System)} in {here.Folder} is for {built} processors, but this .NET "
                + "process " +
                $"runs as {here.Architecture}: the folder was built on another machine. Build on this one: dotnet build "
                + "Course.sln";

        if (here.System == "linux" && here.LoaderMessage.Contains("GLIBCXX_", StringComparison.Ordinal))
            return $"libtorch can't be loaded: it was built with GCC 13 and wants libstdc++ with GLIBCXX_{Gcc13}; this system's "
                + $"goes up to GLIBCXX_{here.StandardLibrary}. The kit's build mends that in its own copy of " +
                $"{Wrapper("linux")}, so build on this very system (dotnet build Course.sln), or install a newer libstdc++6.";

        if (here.System == "linux" && here.StandardLibrary is null)
            return "libtorch can't be loaded: it needs glibc and libstdc++, and this process has no libstdc++ (on Alpine Linux "
                + "the C library is musl, which libtorch doesn't support). Use Debian 12, Ubuntu 22.04 or newer.";

        if (here.System == "win")
            return $"libtorch can't be loaded. The loader said: {here.LoaderMessage} Where a module is not found (0x8007007E), "
                + "install the " +
                "Microsoft Visual C++ Redistributable (x64), which libtorch needs. Where a procedure is not found (0x8007007F, "
                + "TorchSharp " +
                "issue 1567), LibTorchSharp.dll met another libtorch: take other copies of torch_cpu.dll and c10.dll off the "
                + "PATH, or try another version: dotnet build Course.sln -p:TorchSharpVersion=0.106.0.";

        return $"libtorch can't be loaded from {here.Folder}. The loader said: {here.LoaderMessage} Run `course doctor` to see " +
            "more, and environment.md for known faults.";
    }

    private static string Libtorch(string system) => system switch
    {
        "win" => "torch_cpu.dll",
        "osx" => "libtorch_cpu.dylib",
        _ => "libtorch_cpu.so",
    };

    private static string ArchitectureAdvice(string system) => system switch
    {
        "osx" => "On a Mac with an M-chip install the arm64 .NET SDK; Intel Macs have not been supported since TorchSharp 0.105.",
        "linux" => "On an arm64 machine use a Codespace or another x64 machine.",
        _ => "Install the x64 .NET SDK (on an arm64 Windows it runs under emulation).",
    };
}
