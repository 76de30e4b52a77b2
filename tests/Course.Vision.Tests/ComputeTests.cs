using TorchSharp;

namespace Course.Vision.Tests;

[Collection(nameof(Alone))]
public sealed class ComputeTests
{
    [Fact]
    public void WithoutAWishTheGpuIsTakenWhereThereIsOne() =>
        Assert.Equal(torch.cuda.is_available() ? "cuda:0" : torch.mps_is_available() ? "mps" : "cpu", Compute.Device(null).ToString());

    [Theory, InlineData("cpu"), InlineData(" CPU ")]
    public void TheVariableChoosesTheDevice(string wanted) => Assert.Equal("cpu", Compute.Device(wanted).ToString());

    [Theory, InlineData("gpu"), InlineData("cuda:x"), InlineData("cuda:-1"), InlineData("cpu:0:1")]
    public void UnknownDeviceIsNamedWithWhatWasExpected(string wanted) =>
        Assert.Contains($"expected cpu, cuda, cuda:N or mps, found \"{wanted}\"",
            Assert.Throws<ArgumentException>(() => Compute.Device(wanted)).Message);

    [Fact]
    public void AbsentGpuIsAnErrorNotTheCpu() =>
        Assert.Contains("GPU(s)", Assert.Throws<InvalidOperationException>(() => Compute.Device("cuda:99")).Message);

    [Fact]
    public void SameSeedGivesTheSameNumbers()
    {
        Compute.Seed(7);
        var first = torch.rand(5).data<float>().ToArray();
        Compute.Seed(7);
        Assert.Equal(first, torch.rand(5).data<float>().ToArray());
        Assert.NotEqual(first, torch.rand(5).data<float>().ToArray());
    }

    [Fact]
    public void DescriptionNamesDeviceAndLibrary() => Assert.Matches(@"^(cpu|mps|cuda:\d+) \(.+\), TorchSharp \d+\.\d+\.\d+$", Compute.Describe());
}
