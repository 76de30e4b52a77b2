using System.Globalization;
using System.Text.Json.Nodes;

namespace Course.Drawings;

/// <summary>
/// What can be seen of a Plotly figure without Plotly: lines, points, bars and heat maps on one pair of axes. Of any other figure
/// there are words only.
/// </summary>
/// <param name="Svg">The picture, or null.</param>
/// <param name="Text">The figure in words.</param>
/// <param name="Width">Width of the chart in CSS pixels.</param>
internal sealed record FigurePicture(Svg? Svg, string Text, double Width)
{
    private const double DefaultWidth = 700, DefaultHeight = 450;

    public static FigurePicture Of(JsonObject figure)
    {
        var traces = (figure["data"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var layout = figure["layout"] as JsonObject ?? [];
        var (width, height) = (Number(layout["width"]) ?? DefaultWidth, Number(layout["height"]) ?? DefaultHeight);
        var title = TextOf(layout["title"]);
        var kinds = traces.Select(Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        var words = Words.Here["Figure", kinds.Count == 0 ? Words.Here.Term("empty") : string.Join(", ", kinds),
            title.Length > 0 ? title + ". " : ""];
        if (traces.Count == 0 || !traces.TrueForAll(IsDrawn))
            return new(null, words + Words.Here["FigureByScript"], width);
        var drawing = new FigureDrawing(traces, layout, width, height);
        return new(drawing.Draw(title), words + drawing.Describe(), width);
    }

    /// <summary>Plotly's name of a trace's type.</summary>
    public static string Kind(JsonObject trace) => (string?)trace["type"] ?? "scatter";

    /// <summary>A number, whether it is written as one or as text.</summary>
    public static double? Number(JsonNode? node) =>
        node is JsonValue
        && double.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A title is a text, or an object that holds it.</summary>
    public static string TextOf(JsonNode? node) =>
        node is JsonObject holder ? TextOf(holder["text"]) : node is JsonValue ? node.ToString() : "";

    private static bool IsDrawn(JsonObject trace) =>
        Kind(trace) is "scatter" or "scattergl" or "bar" or "heatmap"
        && trace["xaxis"]?.ToString() is null or "x" && trace["yaxis"]?.ToString() is null or "y"
        && (Kind(trace) == "heatmap" ? trace["z"] is JsonArray { Count: > 0 } : trace["y"] is JsonArray { Count: > 0 });
}
