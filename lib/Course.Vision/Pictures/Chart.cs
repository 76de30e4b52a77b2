using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// One description of a figure, drawn twice: as a static SVG picture, which needs nothing, and as a Plotly figure, which takes
/// the picture's place where <see cref="Charts.Script"/> is in the page.
/// </summary>
internal abstract class Chart(ChartOptions options)
{
    protected ChartOptions Options => options;

    /// <summary>Whether the interactive chart comes below the static picture, not in its place.</summary>
    protected virtual bool KeepsPicture => false;

    public Picture ToPicture()
    {
        var (svg, plot) = Draw();
        var text = Describe();
        var layout = Layout();
        layout["height"] ??= svg.Height;
        var (right, bottom) = (svg.Width - plot.Right, svg.Height - plot.Bottom);
        layout["margin"] ??= new JsonObject { ["l"] = plot.X, ["r"] = right, ["t"] = plot.Y, ["b"] = bottom };
        var figure = new JsonObject { ["data"] = Traces(), ["layout"] = layout };
        return new(ChartHtml.Around(svg.ToImage(text), figure, svg.Width, KeepsPicture), text);
    }

    /// <summary>The static picture alone.</summary>
    public Picture ToStillPicture() => new(Draw().Svg.ToImage(Describe()), Describe());

    /// <summary>The static picture, and where in it the data are.</summary>
    public abstract (Svg Svg, Box Plot) Draw();

    public abstract JsonArray Traces();

    /// <summary>The data in words.</summary>
    public abstract string Describe();

    /// <summary>What is around the data in the Plotly figure; kinds of chart add their axes.</summary>
    public virtual JsonObject Layout() => new()
    {
        ["title"] = new JsonObject
        {
            ["text"] = options.Title.Length > 0 ? $"<b>{PlotlyText(options.Title)}</b>" : "",
            ["x"] = 0,
            ["xanchor"] = "left",
            ["y"] = 1,
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["l"] = 12, ["t"] = 10 },
            ["font"] = new JsonObject { ["size"] = 16 },
        },
        ["font"] = new JsonObject
        {
            ["family"] = Svg.Fonts.Replace("'", "", StringComparison.Ordinal),
            ["size"] = 13,
            ["color"] = Svg.Ink,
        },
        ["paper_bgcolor"] = "#fff",
        ["plot_bgcolor"] = "#fff",
        ["legend"] = new JsonObject
        {
            ["orientation"] = "h",
            ["xref"] = "container", // below the title, and the plot makes room for all of its lines
            ["yref"] = "container",
            ["x"] = 0.02,
            ["y"] = 1 - (options.Title.Length > 0 ? 34.0 : 8) / options.Height,
            ["yanchor"] = "top",
        },
    };

    /// <summary>Title and axis titles of the static picture.</summary>
    protected void DrawTexts(Svg svg, Box plot)
    {
        svg.Text(12, 24, options.Title, ("font-size", 16.0), ("font-weight", "600"));
        svg.Text(plot.CentreX, svg.Height - 9, options.X, ("text-anchor", "middle"));
        var beside = $"translate({Svg.Point(18, plot.CentreY)}) rotate(-90)";
        svg.Text(0, 0, options.Y, ("text-anchor", "middle"), ("transform", beside));
    }

    protected static JsonObject Axis(string title, double low, double high) => new()
    {
        ["title"] = new JsonObject
        {
            ["text"] = PlotlyText(title),
            ["font"] = new JsonObject { ["size"] = 13 },
            ["standoff"] = 8
        },
        ["range"] = new JsonArray(low, high),
        ["automargin"] = true,
        ["gridcolor"] = "#e0e0e0",
        ["zerolinecolor"] = "#b0b0b0",
        ["linecolor"] = Svg.Faint,
    };

    protected static JsonArray PlotlyColours(ColourMap map) =>
        new([.. map.Scale.Select(stop => new JsonArray(stop.Place, stop.Colour))]);

    /// <summary>A tensor's numbers in memory order.</summary>
    protected static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    protected static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    /// <summary>Plotly reads a little HTML in its texts.</summary>
    protected static string PlotlyText(string text) => Picture.Escape(text);

    /// <summary>Seven digits, a float32's worth; null, a gap in Plotly, for what can't be drawn.</summary>
    protected static JsonNode? Number(double value) =>
        Ticks.IsDrawable(value) ? JsonValue.Create(double.Parse(value.ToString("G7"))) : null;
}
