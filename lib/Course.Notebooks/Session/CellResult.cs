using System.Text.Json.Serialization;

namespace Course.Notebooks;

/// <summary>What came of a cell. Learner code that fails is a value, never an exception of ours.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "result")]
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record CellResult
{
    private CellResult()
    {
    }

    /// <param name="Value">The trailing expression's value, or null if the cell ends in a statement.</param>
    public sealed record Succeeded(MimeBundle? Value) : CellResult;

    /// <param name="Name">Name of the exception's type; "CompilationError", or "KeyboardInterrupt" after a cancellation.</param>
    /// <param name="Message">One sentence or a few for the learner.</param>
    /// <param name="Traceback">Lines to show: cell line and column, the learner's own frames only.</param>
    public sealed record Failed(string Name, string Message, IReadOnlyList<string> Traceback) : CellResult;
}
