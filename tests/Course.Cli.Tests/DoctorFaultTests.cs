using System.Text;
using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>Ten faults, each really made in a kit of its own: the doctor finds it, names it and says what to do.</summary>
public sealed class DoctorFaultTests : IDisposable
{
    private readonly SeededKit kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void KitWithoutAFaultIsWell() => AssertSays(0, "ok   TorchSharp", "ok   packages", "ok   ports", "ok   write access", "ok   .NET SDK");

    [Fact]
    public void NoSdk()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Made with links, which take a right of their own on Windows.");
        var dotnet = kit.At("runtime only");
        Directory.CreateDirectory(dotnet);
        File.Copy(Kit.DotnetHost, Path.Combine(dotnet, "dotnet"));
        foreach (var part in new[] { "host", "shared" })
            Directory.CreateSymbolicLink(Path.Combine(dotnet, part), Path.Combine(Path.GetDirectoryName(Real(Kit.DotnetHost))!, part));
        kit.Starter = [Path.Combine(dotnet, "dotnet")];
        kit.Environment["PATH"] = dotnet;
        AssertSays(1, "BAD  .NET SDK     none", "Install the .NET 10 SDK");
    }

    [Fact]
    public void OldStandardLibrary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has libstdc++ from the system.");
        var original = File.ReadAllBytes(Path.Combine(SeededKit.Package("TorchSharp"), "runtimes/linux-x64/native/libLibTorchSharp.so"));
        var text = Encoding.Latin1.GetString(original);
        // A version that no system has yet: what GLIBCXX_3.4.32 is to Debian 12 without the build's mending.
        SeededKit.Replace(kit.Library("libLibTorchSharp.so"), Encoding.Latin1.GetBytes(text.Replace("GLIBCXX_3.4.32\0", "GLIBCXX_3.4.99\0", StringComparison.Ordinal)));
        AssertSays(1, "BAD  TorchSharp", "wants libstdc++ with GLIBCXX_3.4.32", "dotnet build Course.sln");
    }

    [Fact]
    public void NoKernelSpec() => AssertSays(0, "note kernel       not installed", "kernel install");

    [Fact]
    public void ForeignKernelSpec()
    {
        WriteSpec("""{"argv": ["dotnet", "interactive", "jupyter", "{connection_file}"], "display_name": ".NET (C#)", "language": "C#"}""");
        AssertSays(0, "note kernel       .net-csharp belongs to another program", "kernel install");
    }

    [Fact]
    public void KernelSpecOfAKitThatWasMoved()
    {
        WriteSpec(new JsonObject
        {
            ["argv"] = new JsonArray(Kit.DotnetHost, "/moved/lib/Course.Cli/bin/course.dll", "kernel", "run", "{connection_file}"),
            ["metadata"] = new JsonObject { ["installed_by"] = "course kernel install" },
        }.ToJsonString());
        AssertSays(1, "BAD  kernel", "/moved/lib/Course.Cli/bin/course.dll", "kernel install");
    }

    [Fact]
    public void BrokenDataFile()
    {
        Directory.CreateDirectory(kit.At("data/fashion-mnist"));
        File.WriteAllBytes(kit.At("data/fashion-mnist/train-images-idx3-ubyte.gz"), new byte[1000]);
        AssertSays(1, "BAD  fashion-mnist", "train-images-idx3-ubyte", "course data download fashion-mnist");
    }

    [Fact]
    public void NoRightToWrite()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Made with Unix modes.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(kit.At("."), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (Environment.UserName == "root") // whom modes bind only without this capability
            kit.Starter = ["setpriv", "--bounding-set=-dac_override", .. kit.Starter];
        AssertSays(1, "BAD  write access", "--out and COURSE_DATA");
    }

    [Fact]
    public void WrongArchitecture()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Made in an ELF header: for Linux.");
        var library = File.ReadAllBytes(kit.Library("libLibTorchSharp.so"));
        library[18] = 183; // e_machine: AArch64
        SeededKit.Replace(kit.Library("libLibTorchSharp.so"), library);
        AssertSays(1, "BAD  TorchSharp", "is for arm64 processors", "built on another machine");
    }

    [Fact]
    public void NoLibtorch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Made with file names of Linux.");
        File.Delete(kit.Library("libtorch_cpu.so"));
        AssertSays(1, "BAD  TorchSharp", "libtorch_cpu.so was expected", "dotnet build Course.sln");
    }

    [Fact]
    public void LibraryThatWasNeverBuilt()
    {
        Directory.Delete(kit.At("lib/Course.Vision/bin"), recursive: true);
        AssertSays(1, "The kit is not built", "Course.Vision.dll is missing", "dotnet build Course.sln");
    }

    [Theory]
    [InlineData(".nupkg.metadata", "was not unpacked to its end")]
    [InlineData("lib/net8.0/Markdig.dll", "lacks lib/net8.0/Markdig.dll")]
    public void HalfRestoredPackages(string lost, string said)
    {
        var cache = kit.At("packages");
        foreach (var file in new[] { ".nupkg.metadata", "lib/net8.0/Markdig.dll", "markdig.nuspec" }.Where(file => file != lost))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(cache, "markdig/1.6.0", file))!);
            File.WriteAllText(Path.Combine(cache, "markdig/1.6.0", file), "");
        }
        File.WriteAllText(kit.At("lib/Course.Vision/obj/project.assets.json"), new JsonObject
        {
            ["packageFolders"] = new JsonObject { [cache] = new JsonObject() },
            ["libraries"] = new JsonObject
            {
                ["Markdig/1.6.0"] = new JsonObject { ["type"] = "package", ["path"] = "markdig/1.6.0", ["files"] = new JsonArray("lib/net8.0/Markdig.dll", "markdig.nuspec") },
            },
        }.ToJsonString());
        AssertSays(1, "BAD  packages     half restored: Markdig/1.6.0", said, "dotnet restore Course.sln --force");
    }

    [Fact]
    public void PortBlocked()
    {
        kit.Starter = [.. Requires.OwnNetwork(), .. kit.Starter]; // whose 127.0.0.1 is down
        AssertSays(1, "BAD  ports        127.0.0.1 is blocked", "firewall");
    }

    private static string Real(string path) => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    private void WriteSpec(string json)
    {
        var folder = Path.Combine(kit.Environment["JUPYTER_DATA_DIR"], "kernels", ".net-csharp");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "kernel.json"), json);
    }

    private void AssertSays(int exitCode, params string[] parts)
    {
        var outcome = kit.Doctor();
        Assert.All(parts, part => Assert.Contains(part, outcome.Text, StringComparison.Ordinal));
        Assert.Equal(exitCode, outcome.ExitCode);
    }
}
