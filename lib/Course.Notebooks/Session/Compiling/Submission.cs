using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>A piece of C# compiled against the submissions before it, ready to load and run.</summary>
/// <param name="Compilation">What later submissions continue from.</param>
/// <param name="Declares">False if nothing later can refer to it: such a submission needn't stay in the chain.</param>
public sealed record Submission(
    CSharpCompilation Compilation, CellImage Image, bool Declares, IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>
    /// Null results need a second look: <c>Console.WriteLine()</c> without semicolon has no value, <c>null</c> has.
    /// </summary>
    public bool HasValue(object? value)
    {
        var tree = Compilation.SyntaxTrees[0];
        return value is not null || (Syntax.TrailingExpression(tree.GetRoot()) is { } last
            && Compilation.GetSemanticModel(tree).GetTypeInfo(last).Type is not { SpecialType: SpecialType.System_Void });
    }
}
