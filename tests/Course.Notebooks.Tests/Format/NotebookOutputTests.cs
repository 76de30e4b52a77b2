using System.Text;
using System.Text.Json.Nodes;

namespace Course.Notebooks.Tests;

public class NotebookOutputTests
{
    private readonly Notebook notebook = new();
    private readonly Cell cell = Cell.Code("1+1");

    public NotebookOutputTests()
    {
        cell.Json.Insert(2, "id", "c1");
        notebook.Add(cell);
    }

    [Fact]
    public void OutputsAreWrittenAsJupyterWritesThem()
    {
        var output = new NotebookOutput(notebook, cell);
        cell.ExecutionCount = 3;
        output.Stream(StreamName.Out, "가\nb");
        output.Stream(StreamName.Out, "c\r\n\x1b[31md\u0085e");
        output.Stream(StreamName.Error, "warned\n");
        output.Display(new MimeBundle(new Dictionary<string, JsonNode>
        {
            ["text/plain"] = "p",
            ["application/json"] = new JsonObject { ["b"] = 1.5, ["a"] = new JsonArray("x") },
            ["image/png"] = "iVBO\nRw0=",
            ["text/html"] = "<b>\n</b>",
        }), "id-1");
        output.Finish(new CellResult.Succeeded(MimeBundle.Plain("2")));
        Assert.Equal(File.ReadAllText(Fixtures.PathOf("outputs-as-jupyter-writes.ipynb")), Text());
    }

    [Fact]
    public void ErrorEndsTheCell()
    {
        var output = new NotebookOutput(notebook, cell);
        output.Stream(StreamName.Out, "before");
        output.Finish(new CellResult.Failed("Boom", "it broke", ["at cell line 1, column 2"]));
        Assert.Collection(cell.Outputs,
            first => Assert.Equal(new Output.Printed(StreamName.Out, "before"), first),
            second => Assert.Equal("it broke", Assert.IsType<Output.Failure>(second).Message));
    }

    [Fact]
    public void UpdateReachesEarlierCellsAndTheIdIsNotSaved()
    {
        new NotebookOutput(notebook, cell).Display(MimeBundle.Plain("old"), "secret-id");
        var next = Cell.Code("");
        notebook.Add(next);
        new NotebookOutput(notebook, next).Update("secret-id", MimeBundle.Plain("new"));
        var shown = Assert.IsType<Output.Rich>(Assert.Single(cell.Outputs));
        Assert.Equal("new", (string?)shown.Data.Data["text/plain"]);
        Assert.DoesNotContain("secret-id", Text());
        Assert.DoesNotContain("transient", Text());
    }

    [Fact]
    public void ClearTakesAwayAtOnceOrWithTheNextOutput()
    {
        var output = new NotebookOutput(notebook, cell);
        output.Stream(StreamName.Out, "1");
        output.Display(MimeBundle.Plain("2"), null);
        output.Clear(wait: true);
        Assert.Equal(2, cell.Outputs.Count);
        output.Stream(StreamName.Out, "3");
        Assert.Empty(cell.Outputs);
        output.Finish(new CellResult.Succeeded(null));
        Assert.Equal(new Output.Printed(StreamName.Out, "3"), Assert.Single(cell.Outputs));
        output.Clear(wait: false);
        Assert.Empty(cell.Outputs);
    }

    [Fact]
    public void EndlessTextIsCutWithANote()
    {
        var output = new NotebookOutput(notebook, cell, longestText: 10_000);
        for (var i = 0; i < 100_000; i++)
            output.Stream(i % 7 == 0 ? StreamName.Error : StreamName.Out, "endless\n");
        output.Finish(new CellResult.Failed("KeyboardInterrupt", "stopped", []));
        Assert.InRange(Text().Length, 6_000, 30_000);
        Assert.Single(cell.Outputs, o => o is Output.Printed(_, var text) && text.Contains("more than 10,000 characters"));
        Assert.IsType<Output.Failure>(cell.Outputs[^1]);
    }

    [Fact]
    public void EndlessDisplaysAreCutWithANote()
    {
        var output = new NotebookOutput(notebook, cell, largestDisplays: 10_000);
        for (var i = 0; i < 10_000; i++)
            output.Display(MimeBundle.Plain(""), null);
        Assert.InRange(cell.Outputs.Count, 40, 60);
        Assert.Contains("10,000", Assert.IsType<Output.Printed>(cell.Outputs[^1]).Text);
    }

    [Fact]
    public void ManyThreadsLoseNothing()
    {
        var output = new NotebookOutput(notebook, cell);
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1_000; i++)
                output.Stream(StreamName.Out, "x");
            output.Display(MimeBundle.Plain("d"), null);
        });
        output.Finish(new CellResult.Succeeded(null));
        Assert.Equal(8_000, cell.Outputs.OfType<Output.Printed>().Sum(stream => stream.Text.Length));
        Assert.Equal(8, cell.Outputs.OfType<Output.Rich>().Count());
    }

    private string Text() => Encoding.UTF8.GetString(notebook.ToBytes());
}
