using System.Net;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Text of a language that the page reads, not this program.</summary>
internal static class LanguageText
{
    // No NuGet package carries Mermaid's script; where there is no network, or a page that fetches nothing, the source stays.
    private const string mermaid = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs";

    /// <param name="shared">Statements that give a script its values.</param>
    /// <param name="place">What errors call the cell.</param>
    public static MimeBundle Format(CellStep.Show show, IEnumerable<string> shared, string place) => show.Language switch
    {
        "mermaid" => Diagram(show.Text),
        "javascript" => Script(show, string.Concat(shared), place),
        _ => Formatter.Format(new RawContent($"text/{show.Language}", show.Text)),
    };

    // A function, as in .NET Interactive: its variables are its own, and it may return. All that is ours stands on the cell's
    // first line or behind its last one, so the page names the cell's own lines.
    private static MimeBundle Script(CellStep.Show show, string shared, string place)
    {
        var function = show.Text.Contains("await", StringComparison.Ordinal) ? "async () => {" : "() => {";
        var code = new string('\n', show.Line) + show.Text;
        var script = $"{shared}({function}{code}\n}})();\n//# sourceURL={place.Replace(" ", "")}";
        return new(new Dictionary<string, JsonNode>
        {
            ["application/javascript"] = script,
            ["text/plain"] = Cut.Text(show.Text.Trim()),
        });
    }

    private static MimeBundle Diagram(string text)
    {
        var id = $"mermaid{Guid.NewGuid():N}";
        var html = $$"""
            <pre id="{{id}}">{{WebUtility.HtmlEncode(text)}}</pre>
            <script type="module">
            const source = document.getElementById('{{id}}');
            const mermaid = (await import('{{mermaid}}')).default;
            mermaid.initialize({ startOnLoad: false });
            source.innerHTML = (await mermaid.render('{{id}}d', source.textContent)).svg;
            </script>
            """;
        return new(new Dictionary<string, JsonNode>
        {
            ["text/html"] = html,
            ["text/vnd.mermaid"] = text,
            ["text/plain"] = Cut.Text(text),
        });
    }
}
