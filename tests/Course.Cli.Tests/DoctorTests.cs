using Course.Cli.Doctor;

namespace Course.Cli.Tests;

/// <summary>Each fault is found, named, and comes with what to do.</summary>
public class DoctorTests
{
    [Fact]
    public void NoSdkIsBad() => AssertBad(SystemChecks.Sdk([], new Version(10, 0, 100)), "Install the .NET 10 SDK");

    [Fact]
    public void OlderSdkIsBad() => AssertBad(SystemChecks.Sdk([new Version(8, 0, 400)], new Version(10, 0, 100)), "10.0.100 or newer");

    [Fact]
    public void FittingSdkIsGood() => Assert.Equal(Health.Good, SystemChecks.Sdk([new Version(10, 0, 401)], new Version(10, 0, 100)).Health);

    [Fact]
    public void OldStandardLibraryIsNotedWithBothVersions()
    {
        var finding = TorchCheck.StandardLibrary(new Version(3, 4, 30));
        Assert.Equal(Health.Note, finding.Health);
        Assert.Contains("3.4.30", finding.Found);
        Assert.Contains("3.4.32", finding.Found);
    }

    [Fact]
    public void MissingStandardLibraryIsBad() => AssertBad(TorchCheck.StandardLibrary(null), "libstdc++6");

    [Fact]
    public void WrongArchitectureIsBad() => AssertBad(SystemChecks.Platform("Debian", "linux-arm64"), "x64");

    [Fact]
    public void SpinningThreadsAreNoted() => Assert.Equal(Health.Note, SystemChecks.Threads(2, "ACTIVE", null).Health);

    [Fact]
    public void MoreThreadsThanCoresAreNoted() => Assert.Contains("OMP_NUM_THREADS=2", SystemChecks.Threads(2, "PASSIVE", "16").Advice);

    [Fact]
    public void FolderThatCannotBeWrittenIsBad() => AssertBad(SystemChecks.Writing("/proc"), "write access");

    [Fact]
    public void AddressThatIsNotThisMachinesIsBlocked() =>
        AssertBad(PortCheck.Of(System.Net.IPAddress.Parse("192.0.2.1")), "firewall"); // reserved for documentation (RFC 5737)

    [Theory]
    [InlineData("RTX", true, "RTX", "")]
    [InlineData("RTX", false, "built for the CPU", "-p:Torch=cuda")]
    [InlineData("", true, "finds no GPU", "-p:Torch=cpu")]
    [InlineData("", false, "no NVIDIA driver", "")]
    public void GpuAndBuildAreCompared(string gpu, bool cuda, string found, string advice)
    {
        var finding = GpuCheck.Of(gpu, cuda);
        Assert.Contains(found, finding.Found);
        Assert.Contains(advice, finding.Advice);
    }

    [Fact]
    public void DoctorRunsHereAndLoadsTorch()
    {
        var outcome = CourseFolder.Course("doctor");
        Assert.Contains("TorchSharp", outcome.Text);
        Assert.Contains("TorchSharp 0.", outcome.Text);
        Assert.DoesNotContain("BAD", outcome.Text);
        Assert.Equal(0, outcome.ExitCode);
    }

    private static void AssertBad(Finding finding, string advice)
    {
        Assert.Equal(Health.Bad, finding.Health);
        Assert.Contains(advice, finding.Advice);
    }
}
