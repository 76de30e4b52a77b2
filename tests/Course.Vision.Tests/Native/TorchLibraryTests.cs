using System.Runtime.InteropServices;

namespace Course.Vision.Tests.Native;

public class TorchLibraryTests
{
    private static readonly Libtorch.Surroundings Debian12 = new(
        "linux", "x64", "/kit/bin", new HashSet<string> { "libLibTorchSharp.so", "libtorch_cpu.so" }, new Version(3, 4, 30),
        "version `GLIBCXX_3.4.32' not found (required by /kit/bin/libLibTorchSharp.so)");

    [Fact]
    public void LoadsHere()
    {
        TorchLibrary.Load();
        Assert.Equal(3, TorchSharp.torch.ones(3).sum().item<float>());
    }

    [Fact]
    public void ThreadsSleepAtBarriersUnlessTheUserSaysOtherwise()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libgomp belongs to Linux.");
        TorchLibrary.Load();
        var wanted = Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") ?? "PASSIVE"; // .NET's view is that of the start
        Assert.Equal(wanted, Marshal.PtrToStringUTF8(getenv("OMP_WAIT_POLICY")));

        [DllImport("libc")]
        static extern nint getenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
    }

    [Fact]
    public void OldStandardLibraryIsNamedWithBothVersions()
    {
        var text = Diagnosis.Of(Debian12);
        Assert.Contains("GLIBCXX_3.4.32", text);
        Assert.Contains("GLIBCXX_3.4.30", text);
    }

    [Theory]
    [InlineData("linux", "arm64", "x64 processors")]
    [InlineData("osx", "x64", "arm64 .NET SDK")]
    [InlineData("win", "arm64", "x64 .NET SDK")]
    public void WrongArchitectureIsNamed(string system, string architecture, string expected)
    {
        var text = Diagnosis.Of(Debian12 with { System = system, Architecture = architecture });
        Assert.Contains(architecture, text);
        Assert.Contains(expected, text);
    }

    [Fact]
    public void MissingFileIsNamedWithItsFolder()
    {
        var text = Diagnosis.Of(Debian12 with { Native = new HashSet<string> { "libLibTorchSharp.so" } });
        Assert.Contains("libtorch_cpu.so was expected in /kit/bin", text);
    }

    [Fact]
    public void LibraryBuiltForAnotherProcessorIsNamed() =>
        Assert.Contains("is for arm64 processors", Diagnosis.Of(Debian12 with { Built = "arm64" }));

    [Fact]
    public void ProcessorOfALibraryIsReadFromItsHeader()
    {
        var here = Libtorch.Surroundings.Here();
        Assert.Equal(here.Architecture, here.Built);
    }

    [Fact]
    public void WindowsNamesTheKnownFaults()
    {
        var windows = Debian12 with { System = "win", Native = new HashSet<string> { "LibTorchSharp.dll", "torch_cpu.dll" } };
        Assert.Contains("issue 1567", Diagnosis.Of(windows));
        Assert.Contains("Visual C++ Redistributable", Diagnosis.Of(windows));
    }

    [Fact]
    public void MuslIsNamed() =>
        Assert.Contains("musl", Diagnosis.Of(Debian12 with { StandardLibrary = null, LoaderMessage = "not found" }));

    [Fact]
    public void AnythingElseQuotesTheLoader() =>
        Assert.Contains("some loader text", Diagnosis.Of(Debian12 with { LoaderMessage = "some loader text" }));
}
