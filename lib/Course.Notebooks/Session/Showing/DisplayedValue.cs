namespace Course.Notebooks;

/// <summary>A value on the page, which <see cref="Update"/> replaces in place.</summary>
public sealed class DisplayedValue
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private readonly string? mimeType;

    internal DisplayedValue(object? value, string? mimeType)
    {
        this.mimeType = mimeType;
        CellScope.Current?.Display(Formatter.Format(value, mimeType), id);
    }

    /// <summary>Shows another value in the place of this one; from later cells too.</summary>
    public void Update(object? value) => CellScope.Current?.Update(id, Formatter.Format(value, mimeType));

    public override string ToString() => "";

    /// <summary>
    /// Publishes live display to libraries that reference no host (it shows a value and returns what replaces it), and the question
    /// whether the cell is to stop.
    /// </summary>
    internal static void Publish()
    {
        AppContext.SetData("course.display", (Func<object, Action<object>?>)(value =>
            CellScope.Current is null ? null : new DisplayedValue(value, null).Update));
        AppContext.SetData("course.interrupt", (Action)CellScope.ThrowIfStopped);
    }
}
