namespace Course.Drawings;

/// <summary>
/// Draws a <see cref="Sweep"/>. Every step is a group that is visible only in its part of the period; output numbers appear at
/// their step and stay until the period ends.
/// </summary>
internal sealed class SlidingDrawing
{
    private const double Margin = 16;
    private const double SecondsPerStep = 1.2;
    private const int HeldSteps = 2; // the finished output stays this long before it begins anew
    private const int MostTerms = 9; // longer sums are not written out

    private const string Look = ".cell,.padding{fill:#fff;stroke:#8c8c8c}.padding{fill:#f0f0f0;stroke-dasharray:3 3}" +
        ".hit{fill:#fde5d2;stroke:#d55e00}.target{fill:none;stroke:#d55e00;stroke-width:3}" +
        ".step,.number{text-anchor:middle}.weight{font-size:11px;fill:#8a3c00}.sum{text-anchor:start}" +
        "@media(prefers-color-scheme:dark){.cell{fill:#16191d}.padding{fill:#282d33}.hit{fill:#6b3410}.weight{fill:#f0b48a}}";

    private readonly Sweep sweep;
    private readonly Film film;
    private readonly Svg svg;
    private readonly NumberPanel input, filter, products, output;
    private readonly double sumY;

    public SlidingDrawing(Sweep sweep)
    {
        this.sweep = sweep;
        film = new(sweep.Output.Length, SecondsPerStep, HeldSteps);
        var productCell = CellFor(Place.All(sweep.Output).SelectMany(sweep.Taps).Select(tap => tap.Product));
        var inputCell = Math.Max(CellFor(sweep.Input.Cast<double>()), CellFor(sweep.Filter.Cast<double>(), "×"));
        input = new("input", sweep.Input, Margin, Margin, inputCell);
        output = new("output", sweep.Output, 0, 0, CellFor(sweep.Output.Cast<double>()));
        filter = new("filter", sweep.Filter, Margin, input.Y + input.Height + Margin, CellFor(sweep.Filter.Cast<double>()));
        products = new("input × weight", sweep.Filter, filter.X + filter.Width + 3 * Margin, filter.Y, productCell);
        sumY = filter.Y + filter.Height + 26;
        output = sweep.Dimensions == 2
            ? output with { X = Math.Max(input.X + input.Width + 3 * Margin, products.X), Y = Margin } // beside the input
            : output with { X = Margin, Y = sumY + 14 };
        var right = new[] { input, filter, products, output }.Max(panel => panel.X + panel.Width);
        var sums = output.Places.Max(place => Svg.TextWidth(Sum(place)));
        svg = new(Math.Max(right, Margin + sums) + Margin, Math.Max(sumY, output.Y + output.Height) + Margin);
    }

    /// <param name="text">What it shows, in words.</param>
    public string ToHtml(string text)
    {
        svg.Raw(film.Style() + $"<style>{Look}</style>");
        foreach (var panel in new[] { input, filter, products, output })
            panel.DrawHeading(svg);
        foreach (var place in input.Places)
            DrawCell(input.At(place), input[place], sweep.IsPadding(place) ? "padding" : "cell");
        foreach (var place in filter.Places)
            DrawCell(filter.At(place), filter[place], "cell");
        foreach (var place in output.Places)
            DrawBox(output.At(place), "cell");
        foreach (var (i, place) in output.Places.Index())
            DrawStep(i, place);
        return film.ToHtml(svg, text);
    }

    /// <summary>What is seen only during one step, and the output number that it leaves.</summary>
    private void DrawStep(int index, Place place)
    {
        svg.Open("g", ("id", $"o{index}"), ("class", "output"));
        DrawNumber(output.At(place), output[place], "number");
        svg.Close("g");
        svg.Open("g", ("id", $"s{index}"), ("class", "step"));
        foreach (var tap in sweep.Taps(place))
        {
            var cell = input.At(tap.Input);
            DrawBox(cell, "hit");
            svg.Text(cell.CentreX, cell.Y + 18, Ticks.Short(tap.Value));
            svg.Text(cell.CentreX, cell.Bottom - 5, "×" + Ticks.Short(tap.Weight), ("class", "weight"));
            DrawBox(products.At(tap.Filter), "hit");
            DrawNumber(products.At(tap.Filter), tap.Product, "product");
        }
        svg.Text(Margin, sumY, Sum(place), ("class", "sum"));
        DrawBox(output.At(place), "target");
        svg.Close("g");
    }

    private string Sum(Place place)
    {
        var taps = sweep.Taps(place);
        var terms = taps.Count <= MostTerms
            ? string.Join(" + ", taps.Select(tap => $"{Ticks.Short(tap.Value)}×{Bracketed(tap.Weight)}"))
            : $"Σ ({taps.Count})";
        return $"{terms} = {Ticks.Short(output[place])}";
    }

    private static string Bracketed(double weight) => weight < 0 ? $"({Ticks.Short(weight)})" : Ticks.Short(weight);

    private void DrawCell(Box box, double value, string kind)
    {
        DrawBox(box, kind);
        DrawNumber(box, value, "number");
    }

    private void DrawNumber(Box box, double value, string kind) =>
        svg.Text(box.CentreX, box.CentreY + 4.5, Ticks.Short(value), ("class", kind));

    private void DrawBox(Box box, string kind) =>
        svg.Add("rect", ("class", kind), ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height));

    private static double CellFor(IEnumerable<double> numbers, string before = "") =>
        Math.Max(36, 10 + numbers.Max(number => Svg.TextWidth(before + Ticks.Short(number))));
}
