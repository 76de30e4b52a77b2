namespace Course.Notebooks.Tests;

public sealed class TensorMistakeTests : IDisposable
{
    private readonly Cells cells = new();

    public TensorMistakeTests()
    {
        var libraries = Path.Combine(Cells.RepositoryRoot, "lib", "Course.Vision", "bin");
        cells.Value($"""
            #r "{libraries}/TorchSharp.dll"
            #r "{libraries}/Course.Files.dll"
            using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch;
            """);
    }

    public void Dispose() => cells.Dispose();

    [Fact]
    public void EveryWrongShapeDeviceAndTypeIsAnOrdinaryError()
    {
        var mistakes = File.ReadLines(Path.Combine(Cells.RepositoryRoot, "tests", "Fixtures", "tensor-mistakes.txt"))
            .Where(line => !line.StartsWith('#')).ToList();
        Assert.True(mistakes.Count > 200);
        foreach (var mistake in mistakes)
        {
            var failure = cells.Failure(mistake);
            Assert.True(failure.Name != "CompilationError", $"{mistake}: {failure.Message}");
            Assert.False(failure.Message.Contains("frame #", StringComparison.Ordinal), $"{mistake}: {failure.Message}");
        }
    }

    [Theory]
    [InlineData("torch.matmul(a, b)")]
    [InlineData("matmul(a, b)")]
    [InlineData("a.matmul(b)")]
    [InlineData("a?.matmul(b)")]
    [InlineData("((Func<Tensor, Tensor>)a.matmul)(b)")]
    [InlineData("((Func<Tensor, Tensor, Tensor>)torch.matmul)(a, b)")]
    [InlineData("new[] { b }.Select(x => a.matmul(x)).First()")]
    [InlineData("a\n    .matmul(\n        b)")]
    public void MatmulIsCheckedHoweverItIsCalled(string call)
    {
        Assert.Equal("[2, 4]", cells.Value($"var a = torch.ones(2, 3); var b = torch.ones(3, 4);\n({call}).shape"));
        var failure = cells.Failure($"b = torch.ones(5, 4);\n{call}");
        Assert.Contains("[2, 3] and [5, 4]", failure.Message);
        Assert.Contains("  Cell [3], line 2", failure.Traceback);
    }

    [Fact]
    public void IndexThatIsNullSaysWhatToWrite()
    {
        cells.Value("Tensor gone = null; 1");
        Assert.Contains("found null", cells.Failure("torch.ones(2, 3)[gone, gone]").Message);
        Assert.Contains("Write .. for a whole dimension", cells.Failure("torch.ones(2, 3)[null, null]").Message);
        Assert.Equal("[2, 1]", cells.Value("object nothing = null; var rows = torch.arange(2); torch.ones(2, 3)[rows, rows][rows].unsqueeze(1).shape"));
    }

    [Theory]
    [InlineData("3", "3", "[]")]
    [InlineData("2, 3", "3", "[2]")]
    [InlineData("3", "3, 4", "[4]")]
    [InlineData("5, 1, 2, 3", "7, 3, 4", "[5, 7, 2, 4]")]
    public void MatmulBroadcastsAsTorchDoes(string left, string right, string shape) =>
        Assert.Equal(shape, cells.Value($"torch.matmul(torch.ones({left}), torch.ones({right})).shape"));

    [Fact]
    public void GradientsAreThoseOfTorch()
    {
        Assert.Equal("[12, 27]", cells.Value("var x = torch.tensor(new float[] { 2, 3 }, requires_grad: true);\nautograd.grad(new[] { (x * x * x).sum() }, new[] { x })[0].data<float>().ToArray()"));
        Assert.Equal("True", cells.Value("x.grad is null"));
    }

    [Fact]
    public void TensorsShowShapeTypeDeviceAndValues()
    {
        var text = cells.Value("torch.arange(6).reshape(2, 3)");
        Assert.Contains("[2x3], type = Int64, device = cpu", text);
        Assert.Contains("3 4 5", text);
        Assert.Contains("device = meta", cells.Value("torch.ones(2, device: torch.device(\"meta\"))"));
    }

    [Fact]
    public void LibraryOfTheLessonsLoadsFromItsOwnFolder() =>
        Assert.EndsWith(Path.Combine("lib", "Course.Vision", "bin", "Course.Files.dll"), cells.Value("typeof(Course.Files.CheckedOperations).Assembly.Location"));
}
