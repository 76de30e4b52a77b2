namespace Course.Notebooks.Tests;

/// <summary>A class is declared anew; what was compiled with the older one goes on with that.</summary>
public sealed class RedefinitionTests : IDisposable
{
    private readonly Cells cells = new();

    public RedefinitionTests()
    {
        cells.Value("class Net { public int Layers = 2; }\nint Depth(Net net) => net.Layers;\nvar old = new Net();\nvar all = new List<Net>();");
        cells.Value("class Net { public int Layers = 2; public int Width = 64; }");
    }

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("Depth(new Net())", "Depth")]
    [InlineData("old = new Net();", "old")]
    [InlineData("all.Add(new Net());", "all")]
    [InlineData("old.Width", "old")]
    [InlineData("Net second = old;", "old")]
    public void ErrorSaysWhichCellToRunAgain(string code, string user) => Assert.EndsWith(
        $"Net was declared anew: the older version is that of Cell [1], the newer that of Cell [2]. Run the cell that declares {user} (Cell [1]) again, then this one.",
        cells.Failure(code).Message);

    [Fact]
    public void OtherErrorsSayNothingOfIt() => Assert.DoesNotContain("anew", cells.Failure("Depth(missing)").Message + cells.Failure("new Net().Height").Message);

    [Fact]
    public void CastAtRunTimeSaysIt()
    {
        var failure = cells.Failure("object any = old; ((Net)any).Width");
        Assert.StartsWith("Net was declared anew, and this object is of another version", failure.Message);
        Assert.DoesNotContain("Cell-", failure.Message);
    }
}
