using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>A cell's outputs as HTML; of several representations the richest one.</summary>
internal sealed class OutputHtml(Prose prose, Words words)
{
    /// <summary>nbconvert's order, with JSON before plain text.</summary>
    private static readonly string[] preferred =
    [
        "application/javascript", "text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg",
        "image/gif",
        "image/webp", "application/json", "text/plain",
    ];

    private static readonly JsonSerializerOptions indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Show(Output output, int? count) => output switch
    {
        Output.Printed(StreamName.Out, var text) => Pre("stream", AnsiText.ToHtml(text), words["Output"]),
        Output.Printed(_, var text) => Pre("stream stderr", AnsiText.ToHtml(text), words["Warnings"]),
        Output.Rich rich => Rich(rich, count),
        Output.Failure failure => Failure(failure),
        Output.Unknown(var type) => Pre("plain", Html.Escape($"[{type}]"), words["Output"]),
        _ => "",
    };

    private string Rich(Output.Rich output, int? count)
    {
        var type = preferred.FirstOrDefault(output.Data.Data.ContainsKey) ?? output.Data.Data.Keys.FirstOrDefault();
        if (type is null)
            return "";
        var value = output.Data.Data[type];
        var text = TextLines.Join(value) ?? value.ToJsonString(indented);
        return type switch
        {
            "text/html" => OwnBox.Html(text),
            "application/javascript" => $"<div class=\"html\"><script>{OwnBox.Script(text)}</script></div>",
            "text/markdown" => $"<div class=\"prose\">{prose.ToHtml(text)}</div>",
            "text/latex" => $"<div class=\"prose\">{Latex(text)}</div>",
            "image/svg+xml" => Picture(type, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), output.Metadata, count),
            _ when type.StartsWith("image/", StringComparison.Ordinal) => Picture(type, text, output.Metadata, count),
            "application/json" => Folded("JSON", JsonText(value)),
            "text/plain" => Pre(text.TrimEnd().Contains('\n') ? "plain lines" : "plain", AnsiText.ToHtml(text), words["Output"]),
            _ => Folded(type, text),
        };
    }

    private string Failure(Output.Failure failure)
    {
        var trace = string.Join('\n', failure.Traceback);
        return $"""
            <div class="error"><p><strong>{words["Error"]}: {Html.Escape(failure.Name)}</strong></p>
            {Pre("message", AnsiText.ToHtml(failure.Message), words["Error"])}
            {(trace == "" ? "" : Pre("trace", AnsiText.ToHtml(trace), words["Error"]))}</div>
            """;
    }

    private string Picture(string type, string base64, JsonObject metadata, int? count)
    {
        var about = metadata[type] as JsonObject ?? metadata;
        var alt = TextLines.Join(about["alt"]) ?? words["Picture", count];
        var size = string.Concat(new[] { "width", "height" }.Where(side => about[side] is JsonValue)
            .Select(side => $" {side}=\"{Html.Escape(about[side]!.ToString())}\""));
        return $"<img src=\"{Html.Escape(Pictures.Data(type, base64))}\" alt=\"{Html.Escape(alt)}\"{size}>";
    }

    private string Latex(string text)
    {
        var found = Formulas.In(text);
        return found.Count == 1 && found[0].Source == text.Trim()
            ? Html.Formula(found[0], prose.Macros) : Html.Formula(new Formula(text, Display: true, text), prose.Macros);
    }

    private static string JsonText(JsonNode value) =>
        TextLines.Join(value) is { } text && value is JsonValue ? text : value.ToJsonString(indented);

    private static string Folded(string name, string text) =>
        $"<details class=\"json\"><summary>{Html.Escape(name)}</summary>{Pre("plain", Html.Escape(text), name)}</details>";

    /// <summary>A block that scrolls must be reachable by the keyboard, and then needs a name.</summary>
    private static string Pre(string look, string html, string label) =>
        $"<pre class=\"{look}\" tabindex=\"0\" role=\"group\" aria-label=\"{Html.Escape(label)}\">{html.TrimEnd('\n')}</pre>";
}
