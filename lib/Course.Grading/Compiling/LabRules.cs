using Course.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>
/// What a lab's own solution and tests say about answers. Nobody has to write it down: it is read from their meaning.
/// </summary>
internal sealed class LabRules(string language)
{
    private readonly HashSet<string> used = [];
    private readonly HashSet<string> overridden = ["forward", "Apply", "ToString"];
    private readonly HashSet<string> protectedNames = [];
    private readonly HashSet<string> givenVariables = [];
    private readonly Dictionary<string, List<string>> declared = [];

    /// <summary>Documentation ids of what the solutions use: allowed, whatever it is.</summary>
    public IReadOnlySet<string> Used => used;

    /// <summary>
    /// What the solutions override of the libraries' types; other overrides would change what tests ask of an answer.
    /// </summary>
    public IReadOnlySet<string> Overridden => overridden;

    /// <summary>Names that the lab's own cells use for something that stands outside them.</summary>
    public IReadOnlySet<string> Protected => protectedNames;

    /// <summary>Variables that the lab's own cells declare.</summary>
    public IReadOnlySet<string> GivenVariables => givenVariables;

    /// <summary>What the solutions declare, and how: the overloads of a method, or one signature.</summary>
    public IReadOnlyDictionary<string, List<string>> Declared => declared;

    /// <summary>For sentences that learners read.</summary>
    public Words Words { get; } = Words.In(language);

    public void AddSolution(Submission solution)
    {
        foreach (var member in TestMeaning.Declared(solution.Compilation))
        {
            if (!declared.TryGetValue(member.Name, out var signatures))
                declared[member.Name] = signatures = [];
            signatures.Add(TestMeaning.Signature(member));
        }
        foreach (var member in AnswerPolicy.Overrides(solution.Compilation)) overridden.Add(member.Name);
        foreach (var symbol in Names(solution).Select(name => name.Symbol))
            if (symbol.OriginalDefinition.GetDocumentationCommentId() is { } id && !TestMeaning.IsOfNotebook(symbol))
                used.Add(id);
    }

    public void AddGiven(Submission given)
    {
        foreach (var member in TestMeaning.Declared(given.Compilation).OfType<IFieldSymbol>()) givenVariables.Add(member.Name);
        foreach (var (name, symbol) in Names(given))
        {
            if (name is not SimpleNameSyntax simple || !StandsAlone(simple))
                continue;
            var own = symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == given.Compilation.SyntaxTrees[0]);
            if (!own)
                protectedNames.Add(simple.Identifier.ValueText);
        }
    }

    private static IEnumerable<(SyntaxNode Node, ISymbol Symbol)> Names(Submission submission)
    {
        var tree = submission.Compilation.SyntaxTrees[0];
        var model = submission.Compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax
                or ElementAccessExpressionSyntax))
                continue;
            var symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol is IMethodSymbol { ReducedFrom: { } extension })
                symbol = extension;
            if (symbol is not null)
                yield return (node, symbol);
        }
    }

    // Names after a dot are looked up in what stands before it, where an answer can't put anything.
    private static bool StandsAlone(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        QualifiedNameSyntax qualified => qualified.Left == name,
        AliasQualifiedNameSyntax or MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } member => member.Left != name,
        _ => true,
    };
}
