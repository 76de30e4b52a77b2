using System.Globalization;
using System.Text.Json.Nodes;

namespace Course.Drawings;

/// <summary>One axis of a Plotly figure: numbers, powers of ten, days or names, as its layout says or its values are.</summary>
internal sealed class FigureAxis
{
    private const int MostNames = 24;
    private readonly List<string> names = [];
    private readonly string type;

    /// <param name="values">Everything that stands on it.</param>
    /// <param name="layout">The axis in the figure's layout, or null.</param>
    /// <param name="isCells">Each value is a cell of its own, as in a heat map.</param>
    /// <param name="more">Places that it must reach besides, such as the foot of bars.</param>
    public FigureAxis(IReadOnlyList<JsonNode?> values, JsonNode? layout, bool isCells = false, IEnumerable<double>? more = null)
    {
        Title = FigurePicture.TextOf(layout?["title"]);
        var known = values.Where(value => value is not null).ToList();
        type = isCells ? "category" : layout?["type"]?.ToString() is { } told and not "-" ? told
            : known.TrueForAll(value => FigurePicture.Number(value) is not null) ? "linear"
            : known.TrueForAll(value => Day(value) is not null) ? "date" : "category";
        if (type is "category" or "multicategory")
            names = [.. known.Select(value => value!.ToString()).Distinct()];
        var places = values.Select(Place).OfType<double>().Where(Ticks.IsDrawable).Concat(type == "log" ? [] : more ?? [])
            .DefaultIfEmpty(0).ToList();
        Marks = names.Count > 0 ? OfNames() : type == "date" ? OfDays(places.Min(), places.Max())
            : OfNumbers(Ticks.Covering(places));
        (Low, High) = names.Count > 0 ? (-0.5, names.Count - 0.5)
            : (Math.Min(places.Min(), Marks[0].Place), Math.Max(places.Max(), Marks[^1].Place));
    }

    public string Title { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>Where there is a text beside the axis.</summary>
    public IReadOnlyList<(double Place, string Text)> Marks { get; }

    /// <summary>Where a value is on the axis; null for a gap.</summary>
    public double? Place(JsonNode? value) => value is null ? null
        : names.Count > 0 ? names.IndexOf(value.ToString()) is >= 0 and var index ? index : null
        : type switch
        {
            "date" => Day(value)?.ToOADate(),
            "log" => FigurePicture.Number(value) is > 0 and var number ? Math.Log10(number) : null,
            _ => FigurePicture.Number(value),
        };

    private static DateTime? Day(JsonNode? value) =>
        value is JsonValue && DateTime.TryParse(value.ToString(), CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day : null;

    private IReadOnlyList<(double, string)> OfNames()
    {
        var step = (names.Count + MostNames - 1) / MostNames;
        return [.. names.Select((name, i) => ((double)i, name)).Where((_, i) => i % step == 0)];
    }

    private static IReadOnlyList<(double, string)> OfDays(double first, double last)
    {
        var text = last - first >= 4 ? "yyyy-MM-dd" : "MM-dd HH:mm";
        return [.. Enumerable.Range(0, 5).Select(i => first + (last - first) * i / 4).Distinct()
            .Select(place => (place, DateTime.FromOADate(place).ToString(text, CultureInfo.InvariantCulture)))];
    }

    private IReadOnlyList<(double, string)> OfNumbers(double[] ticks) =>
        [.. ticks.Select(
            tick => (tick, type == "log" ? Ticks.Short(Math.Pow(10, tick), 2) : Ticks.Text(tick, ticks[1] - ticks[0])))];
}
