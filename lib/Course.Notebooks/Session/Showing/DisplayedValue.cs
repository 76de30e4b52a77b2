namespace Course.Notebooks;

/// <summary>A value on the page, which <see cref="Update"/> replaces in place.</summary>
public sealed class DisplayedValue
{
    private readonly string[] mimeTypes;

    internal DisplayedValue(object? value, string[] mimeTypes)
    {
        this.mimeTypes = mimeTypes;
        CellScope.Current?.Display(Formatter.Format(value, mimeTypes), DisplayId);
    }

    /// <summary>What front-ends know it by.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows another value in the place of this one; from later cells too.</summary>
    public void Update(object? value) => CellScope.Current?.Update(DisplayId, Formatter.Format(value, mimeTypes));

    public override string ToString() => "";

    /// <summary>
    /// Publishes live display to libraries that reference no host (it shows a value and returns what replaces it), and the
    /// question whether the cell is to stop.
    /// </summary>
    internal static void Publish()
    {
        RegisteredFormatters.Watch();
        AppContext.SetData("course.display", (Func<object, Action<object>?>)(value =>
            CellScope.Current is null ? null : new DisplayedValue(value, []).Update));
        AppContext.SetData("course.interrupt", (Action)CellScope.ThrowIfStopped);
    }
}
