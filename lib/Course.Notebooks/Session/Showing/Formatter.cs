using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Drawings;
using Microsoft.AspNetCore.Html;

namespace Course.Notebooks;

/// <summary>Turns any value into what a page can show.</summary>
internal static class Formatter
{
    // Beyond it no front-end shows a value in any time worth waiting for.
    private const int longestContent = 10_000_000;

    public static MimeBundle Format(object? value, params IReadOnlyList<string> mimeTypes)
    {
        if (value is Displays.MathString)
            return As(value.ToString()!, "text/latex");
        if (mimeTypes.Count > 0 && value is string text)
            return new(mimeTypes.SelectMany(mimeType => As(text, mimeType).Data)
                .DistinctBy(entry => entry.Key).ToDictionary());
        if (mimeTypes is [var type] && value is byte[] bytes)
            return Single(type, Convert.ToBase64String(bytes), $"[{bytes.Length} bytes of {type}]");
        try
        {
            var all = Of(value);
            var wanted = all.Data.Where(entry => mimeTypes.Contains(entry.Key)).ToDictionary();
            if (mimeTypes.Contains("application/json") && !wanted.ContainsKey("application/json")
                && JsonSerializer.SerializeToNode(value) is { } json)
                wanted.Add("application/json", json);
            if (wanted.Count == 0)
                return all;
            wanted.TryAdd("text/plain", all.Data["text/plain"]);
            return new(wanted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return MimeBundle.Plain($"({value?.GetType().Name} can't be shown: {e.GetType().Name}: {RunTimeErrors.Message(e)})");
        }
    }

    /// <summary>HTML of a value inside a table, or null where the type has no look of its own.</summary>
    public static string? OwnHtml(object value) => OwnLook(value)?.Data.GetValueOrDefault("text/html")?.GetValue<string>();

    /// <summary>Text of a value inside another, where a formatter for it was registered.</summary>
    public static string? OwnText(object value) =>
        RegisteredFormatters.Format(value)?.Data.GetValueOrDefault("text/plain")?.GetValue<string>();

    private static MimeBundle Of(object? value)
    {
        if (value is not null && OwnLook(value) is { } look)
            return Limited(WithPlainText(look, value));
        var shapes = new Shapes();
        return MimeBundle.Html(HtmlText.Of(value, shapes), PlainText.Of(value, shapes));
    }

    private static MimeBundle? OwnLook(object value) =>
        value is RawContent raw ? As(raw.Text, raw.MimeType)
        : RegisteredFormatters.Format(value)
        ?? (value is IHtmlContent html ? As(Text(html), "text/html") : ConventionFormatters.Format(value) ?? Chart(value));

    /// <summary>A chart of Plotly.NET: drawn by the page itself, or by front-ends that know Plotly's figures.</summary>
    private static MimeBundle? Chart(object value) => ForeignChart.Of(value) is not { } chart ? null
        : new(new Dictionary<string, JsonNode>
        {
            ["application/vnd.plotly.v1+json"] = chart.Figure,
            ["text/html"] = chart.Html,
            ["text/plain"] = chart.Text,
        });

    // A lazy sequence has run for its own look already.
    private static MimeBundle WithPlainText(MimeBundle look, object value) => look.Data.ContainsKey("text/plain") ? look
        : new(new Dictionary<string, JsonNode>(look.Data)
        {
            ["text/plain"] = Shape.IsLazy(value) ? TypeName.Of(value.GetType()) : PlainText.Of(value),
        });

    private static string Text(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    private static MimeBundle As(string text, string mimeType) =>
        mimeType == "text/plain" ? MimeBundle.Plain(Cut.Text(text))
        : Single(mimeType, mimeType == "application/json" ? Json(text) : text, Cut.Text(text));

    private static MimeBundle Single(string mimeType, JsonNode content, string plain) =>
        Limited(new(new Dictionary<string, JsonNode> { [mimeType] = content, ["text/plain"] = plain }));

    // Half of a document or of a picture is none.
    private static MimeBundle Limited(MimeBundle bundle)
    {
        var large = bundle.Data.FirstOrDefault(
            entry => entry.Value is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > longestContent);
        return large.Value is null ? bundle : MimeBundle.Plain(
            $"[{large.Value.GetValue<string>().Length:N0} characters of {large.Key} are not shown: {longestContent:N0} are the "
                + "most. Show a part, or write it to a file.]");
    }

    private static JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? JsonValue.Create("null");
        }
        catch (JsonException)
        {
            return text; // not JSON after all: shown as it is
        }
    }
}
