using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Course.Notebooks;

/// <summary>
/// Compiles cells as script submissions, each seeing what the earlier ones declare. Only submissions that declare something
/// stay in the chain, so that the thousandth <c>x + 1</c> costs no more than the first.
/// </summary>
public sealed class SubmissionCompiler(Libraries libraries)
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);

    private static readonly string[] implicitUsings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Course.Notebooks.Displays", "Course.Notebooks.Displays.Kernel",
    ];

    private static readonly EmitOptions emitWithSymbols = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
    private static int submissions;
    private CSharpCompilation? chain;
    private int chainLength;
    private IReadOnlyList<MetadataReference> chainReferences = [];

    internal CSharpCompilationOptions Options { get; } = CreateOptions(libraries);

    /// <summary>Compiles; what it declares is visible only after <see cref="Accept"/>.</summary>
    /// <exception cref="CellException">The code has errors.</exception>
    public Submission Compile(CellSource source, CancellationToken cancel)
    {
        var original = CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), ParseOptions, source.Path, cancel);
        var guards = Guards.Find(original, Prepare, cancel);
        if (guards.Count > 0 && TryGuarded(guards) is { } all)
            return OutsideExpressionTrees(all);
        var plain = TryCompile(original, source, cancel, out var errors)
            ?? throw CompileErrors.Describe(errors, source, Prepare(original));
        if (guards.Count == 0)
            return plain;
        guards = Fitting([], guards);
        return OutsideExpressionTrees(TryGuarded(guards) ?? plain);

        Submission? TryGuarded(IEnumerable<TextChange[]> some) =>
            TryCompile(Guards.Insert(original, some), source, cancel, out _);

        // One of them does not fit its place: halves until it stands alone.
        List<TextChange[]> Fitting(List<TextChange[]> kept, List<TextChange[]> more)
        {
            foreach (var some in more.Chunk((more.Count + 1) / 2))
            {
                if (TryGuarded([.. kept, .. some]) is not null)
                    kept = [.. kept, .. some];
                else if (some.Length > 1)
                    kept = Fitting(kept, [.. some]);
            }
            return kept;
        }

        // What is data to somebody (a query, a formula) stays as it was written.
        Submission OutsideExpressionTrees(Submission guarded)
        {
            if (!ExpressionTrees.AreIn(guarded.Image))
                return guarded;
            var trees = ExpressionTrees.Find(original, Prepare(original));
            var outside = guards.Where(guard => !trees.Any(tree => tree.Contains(guard[0].Span))).ToList();
            return outside.Count == guards.Count ? guarded : TryGuarded(outside) ?? guarded;
        }
    }

    /// <summary>Lets later submissions see what this one declares.</summary>
    public void Accept(Submission submission)
    {
        if (!submission.Declares)
            return;
        chain = submission.Compilation;
        chainLength = submission.Image.Slot;
        chainReferences = libraries.References;
    }

    /// <summary>A second chain that begins where this one is now.</summary>
    public SubmissionCompiler Fork() => (SubmissionCompiler)MemberwiseClone();

    private Submission? TryCompile(
        SyntaxTree tree, CellSource source, CancellationToken cancel, out ImmutableArray<Diagnostic> diagnostics)
    {
        var compilation = Prepare(tree);
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        // Usings alone are nothing to emit.
        var hasCode = tree.GetRoot(cancel) is CompilationUnitSyntax { Members.Count: > 0 };
        diagnostics = hasCode
            ? compilation.Emit(image, symbols, options: emitWithSymbols, cancellationToken: cancel).Diagnostics
            : compilation.GetDiagnostics(cancel);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return null;
        return new Submission(
            compilation,
            new CellImage(source, compilation.AssemblyName!, chainLength + (hasCode ? 1 : 0), image.ToArray(), symbols.ToArray()),
            Declares(compilation),
            [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)]);
    }

    private CSharpCompilation Prepare(SyntaxTree tree)
    {
        var name = $"Cell-{Interlocked.Increment(ref submissions)}";
        // References carry over from the chain: name only the new ones.
        var added = libraries.References.Skip(chainReferences.Count);
        return CSharpCompilation.CreateScriptCompilation(name, tree, added, Options.WithScriptClassName(name), chain);
    }

    private static bool Declares(CSharpCompilation compilation) =>
        compilation.SyntaxTrees[0].GetRoot() is not CompilationUnitSyntax { Usings: [], Externs: [] }
        || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared);

    // Only the command line can say -debug+ with -optimize+: variables stay variables, so that errors name their own lines.
    // Without it one that is used once is left on the stack, and the line after it has no place of its own.
    private static CSharpCompilationOptions CreateOptions(Libraries libraries) =>
        CSharpCommandLineParser.Default.Parse(["-optimize+", "-debug+"], baseDirectory: null, sdkDirectory: null)
        .CompilationOptions
        .WithOutputKind(OutputKind.DynamicallyLinkedLibrary)
        .WithUsings(implicitUsings)
        .WithAllowUnsafe(true)
        .WithConcurrentBuild(false)
        .WithMetadataReferenceResolver(new DependencyResolver(libraries))
        .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
        .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
        {
            ["CS1701"] = ReportDiagnostic.Suppress, // a library built against an older .NET
            ["CS1702"] = ReportDiagnostic.Suppress,
            ["CS8632"] = ReportDiagnostic.Suppress, // string? outside #nullable: harmless, and lessons use it
        });
}
