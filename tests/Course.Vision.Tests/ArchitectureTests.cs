using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Vision.Tests;

/// <summary>
/// The library's folders are rooms in one direction: a room uses what stands left of it, never what stands right. The compiler says
/// which types each file uses, so a comment is no step back and an inferred type is one.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly string[] rooms = ["Images", "Data", "Networks", "Training", "Explain", "Pictures", "Labs"];
    private static readonly string library = Repository.Path("lib/Course.Vision");
    private static readonly Lazy<CSharpCompilation> compilation = new(Compile);

    [Fact]
    public void NoRoomUsesARoomToItsRight() => Assert.Empty(compilation.Value.SyntaxTrees.SelectMany(tree => StepsBack(compilation.Value, tree)));

    [Fact]
    public void EveryFolderIsARoom() => Assert.Empty(Sources().Select(Room).Distinct().Except([.. rooms, "Host", ""]));

    /// <summary>All that setup.csx puts in front of a learner, whose completion lists it.</summary>
    [Fact]
    public void LearnersSeeAHundredNamesAtMost() => Assert.InRange(typeof(FashionMnist).Assembly.GetExportedTypes().Count(type => !type.IsNested), 50, 100);

    [Theory]
    [InlineData("Images/Step.cs", "class Step { Mnist? digits; }", "Images/Step.cs uses Mnist of Data")]
    [InlineData("Networks/Step.cs", "class Step { object? Of() => nameof(Trainer); }", "Networks/Step.cs uses Trainer of Training")]
    [InlineData("Training/Step.cs", "class Step { void Show() { var picture = Plot.Images(null!); } }", "Training/Step.cs uses Plot of Pictures")]
    [InlineData("Pictures/Step.cs", "class Step { const string Text = \"\"; void Of() => Check.Passed(); }", "Pictures/Step.cs uses Check of Labs")]
    [InlineData("Host/Step.cs", "[TypeFormatterSource(typeof(PictureFormatters))] class Step;", "Host/Step.cs uses PictureFormatters of Pictures")]
    [InlineData("Step.cs", "class Step(Interpolation how) { object Of() => how; }", "Step.cs uses Interpolation of Images")]
    public void StepBackIsFound(string file, string code, string found)
    {
        var tree = Parse("namespace Course.Vision; " + code, file);
        Assert.Contains(found, StepsBack(compilation.Value.AddSyntaxTrees(tree), tree));
    }

    [Fact]
    public void LibrariesBelowKnowNothingOfThoseAbove()
    {
        Assert.Empty(References("Course.Files"));
        Assert.Empty(References("Course.Drawings"));
        Assert.Equal(["Course.Drawings", "Course.Files"], References("Course.Vision").Order());
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(Repository.Path($"lib/{project}/{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static IEnumerable<string> StepsBack(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(name => TypeOf(model, name)).OfType<INamedTypeSymbol>()
            .Where(type => type.DeclaringSyntaxReferences is [var declared, ..] && !MayUse(tree.FilePath, declared.SyntaxTree.FilePath))
            .Select(type => $"{tree.FilePath} uses {type.Name} of {Room(type.DeclaringSyntaxReferences[0].SyntaxTree.FilePath)}").Distinct();
    }

    /// <summary>The type that a name stands for, or whose member it is.</summary>
    private static INamedTypeSymbol? TypeOf(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol as INamedTypeSymbol ?? symbol?.ContainingType;
    }

    private static bool MayUse(string user, string used)
    {
        var (from, to) = (Array.IndexOf(rooms, Room(user)), Array.IndexOf(rooms, Room(used))); // -1: the base below all rooms
        return to <= from;
    }

    private static string Room(string file) => file.Contains('/') ? file.Split('/')[0] : "";

    /// <summary>The library's files by their path in it, with <c>/</c>.</summary>
    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(library, file).Replace('\\', '/')).Where(file => file.Split('/')[0] is not ("bin" or "obj"));

    private static CSharpCompilation Compile()
    {
        var usings = Directory.EnumerateFiles(Path.Combine(library, "obj"), "Course.Vision.GlobalUsings.g.cs", SearchOption.AllDirectories)
            .MaxBy(File.GetLastWriteTimeUtc)!;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is not ("Course.Vision.dll" or "Course.Vision.Tests.dll"));
        var compilation = CSharpCompilation.Create("Course.Vision", [.. Sources().Select(Read), Parse(File.ReadAllText(usings), "usings.cs")],
            references.Select(file => MetadataReference.CreateFromFile(file)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error)); // else names would mean nothing
        return compilation;
    }

    private static SyntaxTree Read(string file) => Parse(File.ReadAllText(Path.Combine(library, file)), file);

    private static SyntaxTree Parse(string code, string file) => CSharpSyntaxTree.ParseText(code, new(LanguageVersion.Latest), file);
}
