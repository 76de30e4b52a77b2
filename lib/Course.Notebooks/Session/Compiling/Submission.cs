using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>A piece of C# compiled against the submissions before it, ready to load and run.</summary>
/// <param name="Compilation">What later submissions continue from.</param>
/// <param name="Slots">How many submissions of the chain hold variables, this one included.</param>
/// <param name="HasCode">False for usings and comments alone.</param>
/// <param name="Declares">False if nothing later can refer to it: such a submission needn't stay in the chain.</param>
/// <param name="EndsInExpression">The last statement is an expression without semicolon: its value is the result.</param>
internal sealed record Submission(
    CSharpCompilation Compilation,
    int Slots,
    bool HasCode,
    bool Declares,
    bool EndsInExpression,
    MemoryStream Image,
    MemoryStream Symbols,
    IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>Loads the submission and returns the method that runs it.</summary>
    public Func<object?[], Task<object?>> Load(Libraries libraries)
    {
        if (!HasCode) return _ => Task.FromResult<object?>(null);
        var assembly = libraries.Load(Compilation.AssemblyName!, Image, Symbols);
        var entry = Compilation.GetEntryPoint(CancellationToken.None)!;
        return assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    /// <summary>Null results need a second look: <c>Console.WriteLine()</c> without semicolon has no value, <c>null</c> has.</summary>
    public bool HasValue(object? value)
    {
        if (value is not null || !EndsInExpression) return value is not null;
        var tree = Compilation.SyntaxTrees[0];
        var expression = Syntax.TrailingExpression(tree.GetRoot())!;
        return Compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type is not { SpecialType: SpecialType.System_Void };
    }
}
