using System.Text.Json.Nodes;

namespace Course.Kernel.Tests;

/// <summary>
/// Debian's <c>jupyter nbconvert --execute</c> runs lessons on the installed kernel: one of loops and pictures, one of feature maps; one
/// with a training runs in classic Notebook (LessonPageTests). All lessons run in the kernel's engine where CI runs the notebooks.
/// </summary>
[Collection(LessonTests.Name)]
public sealed class NbconvertTests
{
    [Theory]
    [InlineData("ko/5.1-convolution.ipynb")]
    [InlineData("en/5.4-explainable-cnn.ipynb")]
    public async Task LessonRunsWithoutErrorsAndKeepsItsPictures(string notebook)
    {
        using var folder = new LessonFolder();
        await folder.InstallKernel();
        await RunsWithoutErrors(folder, notebook);
    }

    /// <summary>The kernel that the notebooks are named for; all lessons run in its engine in Course.Interactive.Tests.</summary>
    [Fact]
    public async Task LessonRunsInTheOfficialKernel()
    {
        using var folder = new LessonFolder();
        await folder.InstallDotNetInteractive();
        await RunsWithoutErrors(folder, Path.Combine("en", "5.1-convolution.ipynb"));
    }

    private static async Task RunsWithoutErrors(LessonFolder folder, string notebook)
    {
        var jupyter = Requires.Jupyter("nbconvert");
        await folder.Run(jupyter, "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=900",
            "--ExecutePreprocessor.startup_timeout=120", "--output-dir", folder.Root, "--output", "executed", folder.Notebook(notebook));

        var executed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Root, "executed.ipynb"), TestContext.Current.CancellationToken))!;
        var code = executed["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code").ToArray();
        Assert.All(code, cell => Assert.NotNull((int?)cell!["execution_count"]));
        var outputs = code.SelectMany(cell => cell!["outputs"]!.AsArray()).ToArray();
        Assert.DoesNotContain(outputs, output => (string)output!["output_type"]! == "error");
        Assert.DoesNotContain(outputs, output => (string?)output!["name"] == "stderr");
        Assert.True(outputs.Count(HasPicture) >= 3, $"{outputs.Count(HasPicture)} of {outputs.Length} outputs hold a picture, not three or more");
    }

    /// <summary>Whether a page that runs no script shows a picture.</summary>
    private static bool HasPicture(JsonNode? output)
    {
        var html = output!["data"]?["text/html"];
        var text = html is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string?)html ?? "";
        return text.Contains("<img", StringComparison.Ordinal) && text.Contains("src=\"data:image/", StringComparison.Ordinal);
    }
}
