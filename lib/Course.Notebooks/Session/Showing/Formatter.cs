using System.Text.Json.Nodes;
using Course.Drawings;

namespace Course.Notebooks;

/// <summary>Turns any value into what a page can show.</summary>
internal static class Formatter
{
    public static MimeBundle Format(object? value, string? mimeType = null)
    {
        if (mimeType is not null) return As(value, mimeType);
        if (value is RawContent raw) return As(raw.Text, raw.MimeType);
        try
        {
            return ConventionFormatters.Format(value) ?? Chart(value) ?? MimeBundle.Html(HtmlText.Of(value), PlainText.Of(value));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return MimeBundle.Plain($"({value?.GetType().Name} can't be shown: {e.GetType().Name}: {RunTimeErrors.Message(e)})");
        }
    }

    /// <summary>HTML of a value inside a table, or null where the type has no look of its own.</summary>
    public static string? OwnHtml(object value) =>
        value is RawContent { MimeType: "text/html" } raw ? raw.Text
        : (ConventionFormatters.Format(value) ?? Chart(value))?.Data.GetValueOrDefault("text/html")?.GetValue<string>();

    /// <summary>A chart of Plotly.NET: drawn by the page itself, or by front-ends that know Plotly's figures.</summary>
    private static MimeBundle? Chart(object? value) => ForeignChart.Of(value) is not { } chart ? null
        : new(new Dictionary<string, JsonNode>
        {
            ["application/vnd.plotly.v1+json"] = chart.Figure,
            ["text/html"] = chart.Html,
            ["text/plain"] = chart.Text,
        });

    private static MimeBundle As(object? value, string mimeType)
    {
        if (value is byte[] bytes) return Single(mimeType, Convert.ToBase64String(bytes), $"[{bytes.Length} bytes of {mimeType}]");
        if (value is not string text)
        {
            var all = Format(value);
            return all.Data.TryGetValue(mimeType, out var one) ? Single(mimeType, one.DeepClone(), PlainText.Of(value)) : all;
        }

        if (mimeType == "text/plain") return MimeBundle.Plain(text);
        return Single(mimeType, mimeType == "application/json" ? Json(text) : text, text);
    }

    private static MimeBundle Single(string mimeType, JsonNode content, string plain) =>
        new(new Dictionary<string, JsonNode> { [mimeType] = content, ["text/plain"] = plain });

    private static JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? JsonValue.Create("null");
        }
        catch (System.Text.Json.JsonException)
        {
            return text; // not JSON after all: shown as it is
        }
    }
}
