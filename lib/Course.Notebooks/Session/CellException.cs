namespace Course.Notebooks;

/// <summary>
/// A cell that can't go on. Thrown by the steps, turned into its <see cref="Failure"/> by <see cref="ScriptSession"/>.
/// </summary>
public sealed class CellException(CellResult.Failed failure) : Exception(failure.Message)
{
    public CellResult.Failed Failure { get; } = failure;

    internal static CellException With(string name, string message) => new(new(name, message, [$"{name}: {message}"]));

    /// <summary>The same with the line it comes from, where it names none yet.</summary>
    /// <param name="line">From 0.</param>
    internal CellException At(CellSource source, int line) => Failure.Traceback.Count > 1 ? this : new(Failure with
    {
        Traceback = [.. Failure.Traceback, $"  {source.Path}, line {line + 1}", $"    {Cut.Line(source.Line(line).Trim())}"],
    });
}
