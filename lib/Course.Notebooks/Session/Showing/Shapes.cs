namespace Course.Notebooks;

/// <summary>
/// The shapes of one shown value and of all it holds. Each is read once, whatever it is shown as: a sequence that prints, or that
/// takes its time, does so once.
/// </summary>
internal sealed class Shapes
{
    private readonly Dictionary<object, Shape> read = new(ReferenceEqualityComparer.Instance);

    public Shape Of(object? value)
    {
        if (value is null)
            return new Shape.Scalar("null");
        if (!read.TryGetValue(value, out var shape))
            read[value] = shape = Shape.Read(value);
        return shape;
    }
}
