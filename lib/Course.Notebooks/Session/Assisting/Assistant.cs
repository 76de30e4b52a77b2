using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;

namespace Course.Notebooks;

/// <summary>Completion and quick info by Roslyn's services: the cell is a script on top of the session's declarations.</summary>
internal sealed class Assistant(Libraries libraries, Declarations declarations, CompilationOptions options, string folder)
    : IDisposable
{
    private const int maximumItems = 500;

    private readonly Lock gate = new();
    private readonly AdhocWorkspace workspace = new(MefHostServices.DefaultHost);
    private readonly ProjectId before = ProjectId.CreateNewId(), cell = ProjectId.CreateNewId();
    private Solution? solution;
    private (int Declarations, int References) seen;

    public Completions Complete(string code, int position)
    {
        if (DirectiveCompletion.Find(code, position, folder) is { } directive)
            return directive;
        if (InputCheck.IsTooDeep(code))
            return new Completions(position, position, []);
        var document = Open(code);
        var service = CompletionService.GetService(document)!;
        var list = Wait(service.GetCompletionsAsync(document, position));
        var typed = code[list.Span.Start..Math.Min(position, list.Span.End)];
        var items = list.ItemsList
            .Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            && item.Tags is not ["Operator", ..])
            .OrderBy(item => !item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .Select(item => new Completion(TextOf(item), item.Tags is [var kind, ..] ? kind.ToLowerInvariant() : "text"))
            .DistinctBy(item => item.Text)
            .Take(maximumItems);
        return new Completions(list.Span.Start, list.Span.End, [.. items]);
    }

    public MimeBundle? Inspect(string code, int position)
    {
        if (InputCheck.IsTooDeep(code))
            return null;
        var document = Open(code);
        return Description.Find(document, Math.Clamp(position, 0, code.Length), Wait(document.GetSyntaxRootAsync())!);
    }

    public void Dispose() => workspace.Dispose();

    internal static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static string TextOf(CompletionItem item) => item.Properties.GetValueOrDefault("InsertionText") ?? item.DisplayText;

    // A fork of the same solution each time: what was bound for the declarations is used again.
    private Document Open(string code)
    {
        lock (gate)
        {
            var now = (declarations.Version, libraries.References.Count);
            if (solution is null || seen != now)
                solution = Build();
            seen = now;
            var documentId = DocumentId.CreateNewId(cell);
            return solution.AddDocument(documentId, "Cell", SourceText.From(CellReader.CSharpOnly(code)))
                .GetDocument(documentId)!;
        }
    }

    private Solution Build()
    {
        var built = workspace.CurrentSolution
            .AddProject(Project(before, "Before", []))
            .AddProject(Project(cell, "Cell", [new ProjectReference(before)]))
            .AddDocument(DocumentId.CreateNewId(before), "Declarations", SourceText.From(declarations.Text()));
        _ = Wait(built.GetProject(before)!.GetCompilationAsync());
        return built;
    }

    private ProjectInfo Project(ProjectId id, string name, IEnumerable<ProjectReference> references) => ProjectInfo.Create(
        id, VersionStamp.Create(), name, name, LanguageNames.CSharp,
        compilationOptions: options, parseOptions: SubmissionCompiler.ParseOptions, isSubmission: true,
        metadataReferences: libraries.References, projectReferences: references);
}
