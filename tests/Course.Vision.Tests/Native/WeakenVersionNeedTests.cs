using System.Diagnostics;
using TorchSharp;

namespace Course.Vision.Tests.Native;

/// <summary>The build step that makes libLibTorchSharp.so loadable where libstdc++ is older than GCC 13's.</summary>
public sealed class WeakenVersionNeedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-native").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OldStandardLibraryChangesOneByteOfTheCopyOnly()
    {
        var (copy, original) = LinkedCopy();
        Run(copy, StandardLibraryWith("GLIBCXX_3.4.30"));

        var patched = File.ReadAllBytes(copy);
        var changed = Enumerable.Range(0, original.Length).Where(i => patched[i] != original[i]).ToList();
        Assert.Equal(original.Length, patched.Length);
        Assert.Equal(original[Assert.Single(changed)] | 0x2, patched[changed[0]]);
        Assert.Equal(original, File.ReadAllBytes(Path.Combine(folder, "package.so"))); // what the copy was linked to
    }

    [Fact]
    public void NewStandardLibraryChangesNothing()
    {
        var (copy, original) = LinkedCopy();
        Run(copy, StandardLibraryWith("GLIBCXX_3.4.32"));
        Assert.Equal(original, File.ReadAllBytes(copy));
    }

    [Fact]
    public void SecondRunChangesNothing()
    {
        var (copy, _) = LinkedCopy();
        Run(copy, StandardLibraryWith("GLIBCXX_3.4.30"));
        var once = File.ReadAllBytes(copy);
        Run(copy, StandardLibraryWith("GLIBCXX_3.4.30"));
        Assert.Equal(once, File.ReadAllBytes(copy));
    }

    [Fact]
    public void FileThatIsNoElfStaysAsItIs()
    {
        var file = Path.Combine(folder, "text.so");
        File.WriteAllText(file, "not a library");
        Run(file, StandardLibraryWith("GLIBCXX_3.4.30"));
        Assert.Equal("not a library", File.ReadAllText(file));
    }

    [Fact]
    public void ThisBuildsLibraryDiffersFromThePackageOnlyWhereItMust()
    {
        var package = File.ReadAllBytes(Package());
        var built = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(torch).Assembly.Location)!, "libLibTorchSharp.so"));
        var differing = built.Zip(package).Count(pair => pair.First != pair.Second);
        Assert.Equal(Libtorch.StandardLibraryVersion() < new Version(3, 4, 32) ? 1 : 0, differing);
    }

    private static string Package()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has libstdc++ from the system.");
        return Path.Combine(OtherSystemsTests.Package("TorchSharp", "runtimes/linux-x64/native"), "libLibTorchSharp.so");
    }

    private static void Run(string library, string standardLibrary) =>
        Assert.True(new WeakenVersionNeed { Library = library, StandardLibrary = standardLibrary, BuildEngine = new SilentEngine() }.Execute());

    private (string Copy, byte[] Original) LinkedCopy()
    {
        string package = Path.Combine(folder, "package.so"), copy = Path.Combine(folder, "libLibTorchSharp.so");
        File.Copy(Package(), package);
        using (var link = Process.Start("ln", [package, copy]))
            link.WaitForExit();
        return (copy, File.ReadAllBytes(package));
    }

    private string StandardLibraryWith(string version)
    {
        var path = Path.Combine(folder, "libstdc++.so.6");
        File.WriteAllText(path, $"GLIBCXX_3.4\0{version}\0");
        return path;
    }
}
