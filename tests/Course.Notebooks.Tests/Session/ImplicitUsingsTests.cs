namespace Course.Notebooks.Tests;

/// <summary>A cell knows without a using what .NET Interactive knows, and no more: else a lesson would run here and fail there.</summary>
public sealed class ImplicitUsingsTests : IDisposable
{
    private readonly Cells cells = new();

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("Math.Max(1, 3)")]
    [InlineData("new StringBuilder(\"abc\").Length")]
    [InlineData("new List<int> { 1, 2, 3 }.Count()")]
    [InlineData("await Task.FromResult(3)")]
    public void SameNamespacesAreThere(string code) => Assert.Equal("3", cells.Value(code));

    [Fact]
    public void HtmlNeedsNoUsing() => Assert.Equal("<b>x</b>", cells.Html("HTML(\"<b>x</b>\")"));

    [Theory]
    [InlineData("File.Exists(\"x\")")]
    [InlineData("Thread.Sleep(0)")]
    [InlineData("new HttpClient()")]
    [InlineData("Regex.IsMatch(\"a\", \"a\")")]
    public void NoOtherNamespaceIs(string code) => cells.Failure(code);
}
