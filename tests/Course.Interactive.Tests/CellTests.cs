using Microsoft.DotNet.Interactive.Events;

namespace Course.Interactive.Tests;

/// <summary>What cells get from the kit in this host.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class CellTests
{
    [Theory]
    [InlineData("torch.matmul(torch.ones(2, 3), torch.ones(4, 5))")]
    [InlineData("\n\nvar a = torch.ones(2, 3);\nvar b = a.matmul(torch.ones(4, 5));")]
    [InlineData("using System.Diagnostics;\nStopwatch.StartNew();\ntorch.ones(2, 3).matmul(torch.ones(4, 5))")]
    public async Task WrongShapesInMatmulAreAnErrorThatNamesThem(string code)
    {
        using var session = await Session.WithKit();
        var failed = Assert.Single((await session.Run(code)).OfType<CommandFailed>());
        Assert.Contains("matmul: the first one's last size, 3, must equal the second one's last but one, 4 (shapes [2, 3] and [4, 5])", failed.Message, StringComparison.Ordinal);
        Assert.Equal("12", (await session.Value("torch.ones(2, 3).matmul(torch.ones(3, 2)).sum().item<float>()"))["text/plain"]);
    }

    [Fact]
    public async Task LibraryOfAnOlderDotNetIsNoWarningUnderEachCell()
    {
        using var session = await Session.WithKit();
        Assert.Empty(Session.Faults(await session.Run("var tensor = torch.ones(2); Tensor Twice(Tensor x) => x * 2; Twice(tensor).shape")));
    }

    [Fact]
    public async Task SetupMayBeImportedAgain()
    {
        using var session = await Session.WithKit();
        Assert.Empty(Session.Faults(await session.Run("#!import \"../setup.csx\"")));
        Assert.Empty(Session.Faults(await session.Run("torch.ones(1).matmul(torch.ones(1))")));
    }

    [Fact]
    public async Task DoctorReportsInACell()
    {
        using var session = await Session.WithKit();
        var shown = Assert.Single((await session.Run("#!course doctor")).OfType<DisplayedValueProduced>());
        Assert.Contains("TorchSharp", shown.FormattedValues.Single().Value, StringComparison.Ordinal);
        var other = await session.Run("#!course release");
        Assert.Contains("expected doctor, found release", string.Join('\n', Session.Faults(other)), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingHappensWhereNoCellRuns() => Host.Connect();
}
