namespace Course.Drawings;

/// <summary>A place in a stack of matrices; a matrix has one slice, a vector one slice with one row.</summary>
internal readonly record struct Place(int Slice, int Row, int Column)
{
    /// <summary>All places of a stack, in reading order.</summary>
    public static IEnumerable<Place> All(double[,,] numbers) =>
        from slice in Enumerable.Range(0, numbers.GetLength(0))
        from row in Enumerable.Range(0, numbers.GetLength(1))
        from column in Enumerable.Range(0, numbers.GetLength(2))
        select new Place(slice, row, column);
}

/// <summary>One input number under one filter weight.</summary>
internal sealed record Tap(Place Input, Place Filter, double Value, double Weight)
{
    public double Product => Value * Weight;
}

/// <summary>Slices of numbers in a row, under a heading.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Values">The numbers. // [slices, rows, columns]</param>
/// <param name="X">Left edge in the picture.</param>
/// <param name="Y">Upper edge in the picture.</param>
/// <param name="Cell">Width of a cell.</param>
internal sealed record NumberPanel(string Name, double[,,] Values, double X, double Y, double Cell)
{
    public const double CellHeight = 40;
    private const double Gap = 20;
    private const double Heading = 24;
    private const double SliceLabel = 18;

    public string Name { get; init; } = Words.Here.Term(Name);

    public double Width => Math.Max(Slices * (SliceWidth + Gap) - Gap, Svg.TextWidth(Name));

    public double Height => Heading + Values.GetLength(1) * CellHeight + (Slices > 1 ? SliceLabel : 0);

    private int Slices => Values.GetLength(0);

    private double SliceWidth => Values.GetLength(2) * Cell;

    public Box At(Place place) =>
        new(X + place.Slice * (SliceWidth + Gap) + place.Column * Cell, Y + Heading + place.Row * CellHeight, Cell, CellHeight);

    public IEnumerable<Place> Places => Place.All(Values);

    public double this[Place place] => Values[place.Slice, place.Row, place.Column];

    public void DrawHeading(Svg svg)
    {
        svg.Text(X, Y + 14, Name, ("font-weight", "600"));
        for (var slice = 0; slice < Slices && Slices > 1; slice++)
            svg.Text(At(new(slice, 0, 0)).X, Y + Height - 3, $"z = {slice}", ("font-size", 12.0), ("fill", Svg.Faint));
    }
}
