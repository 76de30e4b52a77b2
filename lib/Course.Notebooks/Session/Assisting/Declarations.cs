using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks;

/// <summary>
/// Everything the session has declared, as one small script: variables with their types and no values, functions and types
/// as they were written, of what was declared twice the later one. Completion looks names up in it; replaying a thousand
/// cells, as other engines do, takes them 20 seconds a keystroke.
/// </summary>
internal sealed class Declarations
{
    private static readonly SymbolDisplayFormat fullNames = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> usings = [];
    private readonly Dictionary<string, string> members = [];

    /// <summary>Grows with every change.</summary>
    public int Version { get; private set; }

    public void Add(Submission submission)
    {
        if (!submission.Declares)
            return;
        var root = (CompilationUnitSyntax)submission.Compilation.SyntaxTrees[0].GetRoot();
        lock (gate)
        {
            Version++;
            foreach (var directive in root.Usings) usings[directive.ToString()] = directive.ToString();
            foreach (var symbol in submission.Compilation.ScriptClass!.GetMembers().Where(member => !member.IsImplicitlyDeclared))
            {
                if (Text(symbol) is not { } text)
                    continue;
                var key = symbol is IMethodSymbol method ? TypeName.WithoutCell(method.ToDisplayString()) : symbol.Name;
                members.Remove(key); // the later one goes to the end
                members[key] = text;
            }
        }
    }

    public string Text()
    {
        lock (gate) return new StringBuilder().AppendJoin('\n', usings.Values).Append('\n').AppendJoin('\n', members.Values)
            .ToString();
    }

    private static string? Text(ISymbol symbol)
    {
        var syntax = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (symbol is not IFieldSymbol field)
            return symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary } ? null : syntax?.ToFullString();
        var type = TypeName.WithoutCell(field.Type.ToDisplayString(fullNames));
        return !type.Contains("anonymous type") ? $"{type} @{field.Name};"
            : syntax is VariableDeclaratorSyntax { Initializer: { } value } ? $"var @{field.Name} {value};"
            : null;
    }
}
