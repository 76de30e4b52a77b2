using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// What the search looks through: of each section its page, anchor, title and text, as a script, because a page opened from a
/// file may load scripts but not fetch data.
/// </summary>
internal sealed class SearchIndex
{
    private static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Regex heading =
        new("""<h[1-6][^>]*\sid="(?<id>[^"]*)"[^>]*>(?<title>.*?)</h[1-6]>""", RegexOptions.Singleline);

    private readonly List<string[]> sections = [];

    public void Add(string page, RenderedPage rendered)
    {
        var (id, title, text) = ("", rendered.Title, new StringBuilder());
        foreach (var (cell, html) in rendered.Cells)
        {
            if (cell.Kind == CellKind.Code)
                text.Append(cell.Source).Append('\n');
            if (cell.Kind != CellKind.Markdown)
                continue;
            var position = 0;
            foreach (Match match in heading.Matches(html))
            {
                text.Append(Html.Text(html[position..match.Index]));
                Finish();
                (id, title) = (match.Groups["id"].Value, Html.Text(match.Groups["title"].Value));
                position = match.Index + match.Length;
            }
            text.Append(Html.Text(html[position..])).Append('\n');
        }
        Finish();

        void Finish()
        {
            var found = Regex.Replace(text.ToString(), @"\s+", " ").Trim();
            if (found.Length > 0 || id.Length > 0)
                sections.Add([page, System.Net.WebUtility.HtmlDecode(id), title.Trim(), rendered.Title, found]);
            text.Clear();
        }
    }

    public string ToScript() => $"courseSearch.sections = {JsonSerializer.Serialize(sections, json)};\n";
}
