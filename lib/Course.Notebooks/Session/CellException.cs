namespace Course.Notebooks;

/// <summary>A cell that can't go on. Thrown by the steps, turned into its <see cref="Failure"/> by <see cref="ScriptSession"/>.</summary>
public sealed class CellException(CellResult.Failed failure) : Exception(failure.Message)
{
    public CellResult.Failed Failure { get; } = failure;

    internal static CellException InDirective(string message, string line, int number) =>
        new(new("DirectiveError", message, [$"DirectiveError: {message}", $"  line {number + 1}", $"    {line.Trim()}"]));

    internal static CellException With(string name, string message) => new(new(name, message, [$"{name}: {message}"]));
}
