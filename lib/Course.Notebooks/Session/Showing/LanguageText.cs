using System.Net;
using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>Text of a language that the page reads, not this program.</summary>
internal static class LanguageText
{
    // No NuGet package carries Mermaid's script; where there is no network, or a page that fetches nothing, the source stays.
    private const string mermaid = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs";

    public static MimeBundle Format(string language, string text) => language switch
    {
        "mermaid" => Diagram(text),
        "javascript" => Formatter.Format(new RawContent("application/javascript", text)),
        _ => Formatter.Format(new RawContent($"text/{language}", text)),
    };

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
        Dictionary<string, JsonNode> forms = new()
        {
            ["text/html"] = html,
            ["text/vnd.mermaid"] = text,
            ["text/plain"] = Cut.Text(text),
        };
        return new(forms);
    }
}
