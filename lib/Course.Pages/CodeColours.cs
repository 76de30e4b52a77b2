using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.Classification.ClassificationTypeNames;

namespace Course.Pages;

/// <summary>
/// Colours a notebook's C# by Roslyn's classifier. Each cell is a submission on top of the one before, so a class defined in
/// one cell is known as a type in the next.
/// </summary>
public sealed class CodeColours : IDisposable
{
    private static readonly Regex magic = new(@"^[ \t]*(#!|%).*$", RegexOptions.Multiline);
    private static readonly Regex import = new("""^[ \t]*#!import\s+"?(?<path>[^"\r\n]+\.csx)"?""", RegexOptions.Multiline);

    private static readonly string[] usings =
        ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private static readonly Lazy<MetadataReference[]> framework = new(() =>
        [.. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    private readonly Lazy<AdhocWorkspace> lazyWorkspace = new(() => new AdhocWorkspace()); // a page without code needs none
    private readonly string? folder;
    private readonly CSharpCompilationOptions options;
    private ProjectId? previous;

    /// <param name="folder">Where <c>#r</c> and <c>#!import</c> paths start.</param>
    public CodeColours(string? folder)
    {
        this.folder = folder;
        options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: usings,
            metadataReferenceResolver: folder is null ? ScriptMetadataResolver.Default
                : ScriptMetadataResolver.Default.WithBaseDirectory(folder));
    }

    /// <returns>HTML of the code, without the element around it.</returns>
    public string ToHtml(string code)
    {
        code = code.ReplaceLineEndings("\n");
        foreach (Match match in import.Matches(code))
            Import(match.Groups["path"].Value.Trim());
        return Html.Coloured(code, Spans(code).OrderBy(span => span.Start));
    }

    public void Dispose()
    {
        if (lazyWorkspace.IsValueCreated)
            lazyWorkspace.Value.Dispose();
    }

    private IEnumerable<(int Start, int End, string Look)> Spans(string code)
    {
        var commands = magic.Matches(code);
        var document = Submit(Blanked(code));
        var spans = Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, code.Length)).GetAwaiter().GetResult();
        return spans.Select(span => (span.TextSpan.Start, span.TextSpan.End, Look(span.ClassificationType)))
            .Concat(commands.Select(command => (command.Index, command.Index + command.Length, "p")));
    }

    private static string Look(string classification) => classification switch
    {
        Keyword or ControlKeyword => "k",
        StringLiteral or VerbatimStringLiteral or StringEscapeCharacter => "s",
        NumericLiteral => "n",
        Comment or XmlDocCommentText or XmlDocCommentDelimiter or XmlDocCommentName => "c",
        ClassName or RecordClassName or StructName or RecordStructName or InterfaceName or EnumName or DelegateName
            or TypeParameterName => "t",
        MethodName or ExtensionMethodName => "f",
        PreprocessorKeyword or PreprocessorText => "p",
        _ => "",
    };

    private void Import(string path)
    {
        if (folder is not null && Path.Combine(folder, path) is var full && File.Exists(full))
            Submit(Blanked(File.ReadAllText(full)));
    }

    private Document Submit(string code)
    {
        var (workspace, id) = (lazyWorkspace.Value, ProjectId.CreateNewId());
        workspace.AddProject(
            ProjectInfo.Create(id, VersionStamp.Default, $"Cell{workspace.CurrentSolution.ProjectIds.Count}", "Cell",
            LanguageNames.CSharp, compilationOptions: options,
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script),
            projectReferences: previous is null ? [] : [new ProjectReference(previous)],
            metadataReferences: framework.Value, isSubmission: true));
        previous = id;
        var document = DocumentInfo.Create(DocumentId.CreateNewId(id), "cell.csx", sourceCodeKind: SourceCodeKind.Script,
            loader: TextLoader.From(TextAndVersion.Create(SourceText.From(code), VersionStamp.Default)));
        return workspace.AddDocument(document);
    }

    /// <summary>Directives of the host are no C#; spaces keep every position.</summary>
    private static string Blanked(string code) => magic.Replace(code, match => new string(' ', match.Length));
}
