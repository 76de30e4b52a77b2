using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>.NET Interactive's text format: cells one below the other, each behind a line that names its language.</summary>
public static partial class DibFile
{
    private static readonly string[] languages =
        ["csharp", "c#", "fsharp", "f#", "pwsh", "powershell", "html", "javascript", "js", "markdown", "mermaid", "sql", "kql",
        "http", "python", "r", "value"];

    /// <summary>The same cells as a notebook.</summary>
    /// <exception cref="NotebookException">There is no such file, or it can't be read.</exception>
    public static Notebook Read(string path) => Notebook.Read(path, () => Parse(File.ReadAllText(path)));

    public static Notebook Parse(string text)
    {
        var notebook = new Notebook();
        var (language, standard, lines) = ("csharp", "csharp", new List<string>());
        var kernels = new HashSet<string>(languages, StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Separator().Match(line) is not { Success: true } match
                || match.Groups["name"].Value.ToLowerInvariant() is var name && !IsLanguage(name))
            {
                lines.Add(line);
                continue;
            }

            Finish();
            language = name;
        }

        Finish();
        return notebook;

        bool IsLanguage(string name) =>
            name == "meta" || kernels.Contains(name) || kernels.Contains(name.Split('-')[0]); // sql-chinook

        void Finish()
        {
            var source = string.Join('\n', lines).Trim('\n');
            lines.Clear();
            if (string.IsNullOrWhiteSpace(source))
                return;
            if (language == "meta")
            {
                ReadMeta(source);
                language = standard;
                return;
            }
            var cell = language == "markdown" ? Cell.Markdown(source) : Cell.Code(source);
            if (language is not ("csharp" or "c#" or "markdown"))
                cell.Metadata = new() { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } };
            notebook.Add(cell);
        }

        void ReadMeta(string meta)
        {
            try
            {
                var info = JsonNode.Parse(meta)?["kernelInfo"];
                standard = (string?)info?["defaultKernelName"] ?? standard;
                foreach (var item in info?["items"] as JsonArray ?? [])
                    kernels.UnionWith([$"{item?["name"]}", .. (item?["aliases"] as JsonArray ?? []).Select(alias => $"{alias}")]);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // a notebook without its own names
            }
        }
    }

    [GeneratedRegex(@"^#!(?<name>\S+)\s*$")]
    private static partial Regex Separator();
}
