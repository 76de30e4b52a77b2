using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Notebooks;

/// <summary>
/// Keeps a session alive by small insertions into the learner's code; no line moves. Every loop and function asks whether the
/// cell is being stopped, and functions whether there is stack left for another call (<see cref="Interrupts"/>). Torch
/// operations that would end the process on a wrong shape become checked ones (<see cref="CheckedCalls"/>).
/// </summary>
internal static class Guards
{
    private const string enterAsyncCall = "global::Course.Notebooks.Interrupts.EnterAsync();";
    private const string enterCall = "global::Course.Notebooks.Interrupts.Enter();";
    private const string checkCall = "global::Course.Notebooks.Interrupts.Check();";
    private const string continueCall = "global::Course.Notebooks.Interrupts.Continue()?(";

    private const string startedCall = "global::Course.Notebooks.Interrupts.Started(";

    // The usual ways to run a lambda a great many times.
    private static readonly HashSet<string> repeating =
    [
        "Aggregate", "All", "Any", "Average", "Count", "First", "FirstOrDefault", "Last", "Max", "MaxBy", "Min", "MinBy",
        "OrderBy",
        "Select", "SelectMany", "SkipWhile", "Sum", "TakeWhile", "ToDictionary", "Where",
    ];

    /// <summary>The insertions, those of a place together: each place can be left out by itself.</summary>
    public static List<TextChange[]> Find(SyntaxTree tree, Func<SyntaxTree, CSharpCompilation> compile, CancellationToken cancel)
    {
        var root = tree.GetRoot(cancel);
        return [.. root.DescendantNodes().Select(Guard).Concat(root.DescendantNodes().Select(InTask))
            .Where(guard => guard.Length > 0),
            .. CheckedCalls.Find(tree, root, compile)];
    }

    public static SyntaxTree Insert(SyntaxTree tree, IEnumerable<TextChange[]> guards)
    {
        var changes = guards.SelectMany(guard => guard).OrderBy(change => change.Span.Start).ToList();
        if (CheckedCalls.Using(changes) is { } opening)
            changes.Insert(0, opening);
        return tree.WithChangedText(tree.GetText().WithChanges(changes));
    }

    private static TextChange[] Guard(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax { Block: not null } when !Calls(node) => [],
        BaseMethodDeclarationSyntax { Body: { } body } => AtStart(body),
        BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method =>
            AsBlock(arrow, HasNoValue(method.Modifiers, method is MethodDeclarationSyntax { ReturnType: var type } ? type : null)
                || method is ConstructorDeclarationSyntax or DestructorDeclarationSyntax),
        LocalFunctionStatementSyntax { Body: { } body } => AtStart(body),
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function =>
            AsBlock(arrow, HasNoValue(function.Modifiers, function.ReturnType)),
        AccessorDeclarationSyntax { Body: { } body } => AtStart(body),
        AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor =>
            AsBlock(arrow, !accessor.Keyword.IsKind(SyntaxKind.GetKeyword)),
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } arrow => // of a property or an indexer
            AsBlock(arrow, noValue: false, "{get{", "}}"),
        AnonymousFunctionExpressionSyntax { Block: { } body } => AtStart(body),
        LambdaExpressionSyntax { ExpressionBody: { } value and not ThrowExpressionSyntax } lambda
            when CallsItself(lambda) || IsRepeated(lambda) => InValue(value),
        ForStatementSyntax loop when Counts(loop) => [],
        WhileStatementSyntax { Statement: var body } => InLoop(body),
        DoStatementSyntax { Statement: var body } => InLoop(body),
        ForStatementSyntax { Statement: var body } => InLoop(body),
        CommonForEachStatementSyntax { Statement: var body } => InLoop(body),
        _ => [],
    };

    private static TextChange[] AtStart(BlockSyntax body) => [Add(body.OpenBraceToken.Span.End, Enter(body.Parent!))];

    // What is inserted stands on the expression's line, which errors are to name; the semicolon stays inside.
    private static TextChange[] AsBlock(ArrowExpressionClauseSyntax arrow, bool noValue, string open = "{", string close = "}") =>
    [
        new(arrow.ArrowToken.Span, open),
        Add(arrow.Expression.SpanStart,
            Enter(arrow.Parent!) + (noValue || arrow.Expression is ThrowExpressionSyntax ? "" : "return ")),
        Add(arrow.Parent!.Span.End, close),
    ];

    private static string Enter(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Modifiers,
        LocalFunctionStatementSyntax local => local.Modifiers,
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
        _ => default,
    } is var modifiers && modifiers.Any(SyntaxKind.AsyncKeyword) ? enterAsyncCall : enterCall;

    private static TextChange[] InValue(ExpressionSyntax value) =>
        [Add(value.SpanStart, continueCall), Add(value.Span.End, "):default!")];

    private static TextChange[] InLoop(StatementSyntax body) => body is BlockSyntax block
        ? [Add(block.OpenBraceToken.Span.End, checkCall)]
        : [Add(body.SpanStart, "{" + checkCall), Add(body.Span.End, "}")];

    // Task.Run(() => ...): those that still wait for a thread when their cell is stopped never begin.
    private static TextChange[] InTask(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax
        && CalledWith(node) is { Expression: IdentifierNameSyntax { Identifier.Text: "Task" }, Name.Identifier.Text: "Run" }
        && !node.DescendantNodes().Any(inner => inner is ThrowExpressionSyntax)
            ? [Add(node.SpanStart, startedCall), Add(node.Span.End, ")")]
            : [];

    private static bool HasNoValue(SyntaxTokenList modifiers, TypeSyntax? type) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is not GenericNameSyntax
            && type is not QualifiedNameSyntax { Right: GenericNameSyntax });

    private static bool Calls(SyntaxNode node) =>
        node.DescendantNodes().Any(inner => inner is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);

    // The inner loops of a convolution written by hand: they end soon, and a check would double their time.
    private static bool Counts(ForStatementSyntax loop) =>
        loop is { Condition: not null, Incrementors.Count: > 0 }
        && !loop.Statement.DescendantNodesAndSelf().Any(inner => inner is InvocationExpressionSyntax or AwaitExpressionSyntax
            or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax);

    // f = n => n * f(n - 1): the only way for an expression lambda to call itself.
    private static bool CallsItself(LambdaExpressionSyntax lambda)
    {
        var name = lambda.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.Text,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.Text,
            _ => null,
        };
        return name is not null
            && lambda.ExpressionBody!.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(id => id.Identifier.Text == name);
    }

    private static bool IsRepeated(LambdaExpressionSyntax lambda) =>
        CalledWith(lambda) is { Name.Identifier.Text: var name } && repeating.Contains(name);

    /// <summary>The member that is called with this as an argument.</summary>
    private static MemberAccessExpressionSyntax? CalledWith(SyntaxNode argument) =>
        argument.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } }
            ? called as MemberAccessExpressionSyntax : null;

    private static TextChange Add(int position, string text) => new(new TextSpan(position, 0), text);
}
