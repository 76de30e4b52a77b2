using System.Reflection;
using System.Text.Json.Nodes;

namespace Course.Drawings;

/// <summary>
/// A chart of Plotly.NET, which nothing here references: found by its type's name, and read as the JSON that Plotly.NET makes of
/// it. It is drawn without a network: the script comes out of the package that the chart's type came from.
/// </summary>
/// <param name="Figure">Plotly's <c>data</c>, <c>layout</c> and <c>config</c>.</param>
/// <param name="Text">The chart in words.</param>
/// <param name="Html">A still picture or a sentence, and the figure that takes its place where scripts run.</param>
internal sealed record ForeignChart(JsonObject Figure, string Text, string Html)
{
    private const string ScriptShown = "course.charts";
    /// <summary>The full name of a chart's type.</summary>
    public const string TypeName = "Plotly.NET.GenericChart";

    /// <summary>
    /// The value as such a chart, or null. The first one of a process brings the script, unless the setup cell has.
    /// </summary>
    public static ForeignChart? Of(object? value)
    {
        if (value is null || TypeOf(value.GetType()) is not { } type)
            return null;
        var json = (string)type.GetMethod("toJson", [type])!.Invoke(null, [value])!;
        var figure = JsonNode.Parse(json)!.AsObject();
        var layout = figure["layout"];
        foreach (var title in new[] { layout?["title"], layout?["xaxis"]?["title"], layout?["yaxis"]?["title"] })
            Translate(title, "text");
        foreach (var trace in figure["data"] as JsonArray ?? [])
            Translate(trace, "name");
        var picture = FigurePicture.Of(figure);
        var still = picture.Svg?.ToImage(picture.Text) ?? $"<p>{System.Net.WebUtility.HtmlEncode(picture.Text)}</p>";
        var script = AppContext.GetData(ScriptShown) is null ? ChartHtml.Script(type.Assembly) : "";
        NoteScript();
        return new(figure, picture.Text, ChartHtml.Around(still, figure, picture.Width) + script);
    }

    private static void Translate(JsonNode? holder, string member)
    {
        if (holder is JsonObject texts && texts[member] is JsonValue text)
            texts[member] = Words.Here.Term(text.ToString());
    }

    /// <summary>Notes that the page has the script.</summary>
    public static void NoteScript() => AppContext.SetData(ScriptShown, true);

    /// <summary>The union's base type: a value is one of its cases.</summary>
    private static Type? TypeOf(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType!)
            if (one.FullName == TypeName)
                return one;
        return null;
    }
}
