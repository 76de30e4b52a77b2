using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>The <c>course</c> command in a process of its own, in a folder of its own below the repository's tests.</summary>
internal sealed class CourseFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course tests ü").FullName; // a space and an umlaut: both must work

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Writes a notebook of code cells.</summary>
    public string Notebook(string name, params string[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((source, i) => new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"cell{i + 1}",
                ["metadata"] = new JsonObject(),
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Path(name), json.ToJsonString());
        return Path(name);
    }

    /// <summary>Adds a tag to a cell of a notebook written before.</summary>
    public static string Tagged(string notebook, int cell, string tag)
    {
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["cells"]![cell - 1]!["metadata"]!["tags"] = new JsonArray(tag);
        File.WriteAllText(notebook, json.ToJsonString());
        return notebook;
    }

    /// <summary>Runs <c>course run</c> into this folder's <c>out</c>.</summary>
    public Outcome Run(string notebook, params string[] options)
    {
        var outcome = Course(["run", notebook, "--out", Path("out"), .. options]);
        var name = System.IO.Path.ChangeExtension(System.IO.Path.GetFileName(notebook), ".ipynb"); // of a .dib file too
        var executed = System.IO.Path.Combine(Path("out"), System.IO.Path.GetFileName(folder), name);
        return outcome with { Executed = File.Exists(executed) ? JsonNode.Parse(File.ReadAllText(executed)) : null };
    }

    public static Outcome Course(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Kit).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["COLUMNS"] = "1000";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result + error.Result, null);
    }
}

public sealed record Outcome(int ExitCode, string Text, JsonNode? Executed)
{
    /// <summary>All outputs of a cell as one text.</summary>
    public string Cell(int number) => Executed!["cells"]![number - 1]!["outputs"]!.ToJsonString();
}
