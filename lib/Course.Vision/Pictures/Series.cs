namespace Course.Vision;

/// <summary>One curve: points in reading order. A NaN or an infinite number leaves a gap.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where, for example step numbers. // [n]</param>
/// <param name="Y">The values there. // [n]</param>
public sealed record Series(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>A curve over 0, 1, 2 ...</summary>
    public Series(string name, IReadOnlyList<double> y) : this(name, [.. Enumerable.Range(0, y.Count).Select(i => (double)i)], y)
    {
    }

    /// <summary>Drawn thin and grey, as what lies behind the other curves.</summary>
    public bool Behind { get; init; }

    /// <summary>Its name in the legend; a term of the field in the notebook's language.</summary>
    public string Name { get; init; } = Words.Here.Term(Name);

    /// <summary>Points that can be drawn.</summary>
    internal IEnumerable<(double X, double Y)> Points =>
        X.Zip(Y).Where(point => Ticks.IsDrawable(point.First) && Ticks.IsDrawable(point.Second));

    internal Series Checked() => X.Count == Y.Count ? this : throw new ArgumentException(
        $"Series \"{Name}\": expected as many x as y values, found {X.Count} x and {Y.Count} y.");
}

/// <summary>What stands around a chart, terms of the field in the notebook's language. All of it is optional.</summary>
public sealed record ChartOptions
{
    /// <summary>Heading above the chart.</summary>
    public string Title { get; init => field = Words.Here.Term(value); } = "";

    /// <summary>What the horizontal axis shows, with its unit.</summary>
    public string X { get; init => field = Words.Here.Term(value); } = "";

    /// <summary>What the vertical axis shows, with its unit.</summary>
    public string Y { get; init => field = Words.Here.Term(value); } = "";

    /// <summary>Whether a line joins the points of a curve; if not, it is a cloud of points.</summary>
    public bool Joined { get; init; } = true;

    /// <summary>Lowest value that the vertical axis must hold; by default the data's.</summary>
    public double? From { get; init; }

    /// <summary>Highest value that the vertical axis must hold; by default the data's.</summary>
    public double? To { get; init; }

    /// <summary>Width in CSS pixels; narrower where the page is.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 360;
}
