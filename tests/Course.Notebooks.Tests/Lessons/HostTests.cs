using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>
/// The notebooks run unchanged in .NET Interactive too, so they keep to what works there, and they are committed as Jupyter
/// and VS Code expect them.
/// </summary>
public class HostTests
{
    /// <summary>What .NET Interactive knows; any other #! line is an error there.</summary>
    private static readonly string[] KnownDirectives =
        ["#!import", "#!time", "#!set", "#!share", "#!value", "#!who", "#!whos", "#!lsmagic", "#!markdown", "#!html", "#!javascript", "#!csharp", "#!mermaid"];

    public static TheoryData<string> Names() => Lesson.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void FirstCodeCellImportsTheSetup(string name) =>
        Assert.Equal("#!import \"../setup.csx\"", Code(name).First().Source.Trim());

    [Theory]
    [MemberData(nameof(Names))]
    public void NotebookIsCommittedWithoutOutputs(string name)
    {
        foreach (var language in new[] { "ko", "en" })
            Assert.All(Lesson.Read(language, name).Cells.Where(cell => cell.Kind == CellKind.Code), cell =>
            {
                Assert.Empty(cell.Outputs);
                Assert.Null(cell.ExecutionCount);
            });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void KernelIsTheOneVsCodeAndPolyglotLookFor(string name)
    {
        var metadata = Lesson.Read("ko", name).Metadata;
        Assert.Equal(".net-csharp", (string?)metadata["kernelspec"]!["name"]);
        Assert.Equal("C#", (string?)metadata["kernelspec"]!["language"]);
        Assert.Equal("csharp", (string?)metadata["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.All(Code(name), cell => Assert.Equal("csharp", (string?)cell.Metadata["polyglot_notebook"]!["kernelName"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OnlyKnownDirectivesAreUsed(string name) =>
        Assert.All(Code(name).SelectMany(cell => Lesson.Directives(cell.Source)), line => Assert.Contains(line.Split(' ')[0], KnownDirectives));

    [Theory]
    [MemberData(nameof(Names))]
    public void NoMagicOfOtherHostsAndNoPackageIsUsed(string name) =>
        Assert.All(Code(name).SelectMany(cell => cell.Source.Split('\n')), line =>
        {
            Assert.False(line.StartsWith('%'), line); // %time, %%html: IPython's
            Assert.False(line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i ", StringComparison.Ordinal), line); // setup.csx alone references
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsUsedThatDotNetInteractiveRefuses(string name)
    {
        foreach (var cell in Code(name))
        {
            var root = Lesson.Parse(cell.Source).GetCompilationUnitRoot();
            Assert.DoesNotContain(root.DescendantNodes(), node => node is BaseNamespaceDeclarationSyntax or ExtensionBlockDeclarationSyntax);
            Assert.DoesNotContain(root.Members.OfType<GlobalStatementSyntax>(), member =>
                member.Statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword });
            Assert.DoesNotContain(root.DescendantNodes().OfType<ParameterSyntax>(), parameter => parameter.Modifiers.Any(modifier => modifier.RawKind == (int)SyntaxKind.ThisKeyword));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeCellsAreShort(string name) => Assert.All(Code(name), cell =>
    {
        var seen = Regex.Replace(cell.Source, @"(?s)[^\n]*BEGIN HIDDEN TESTS.*END HIDDEN TESTS[^\n]*\n?", ""); // not by learners
        Assert.True(seen.Split('\n').Length <= 18, $"cell {cell.Id} has {seen.Split('\n').Length} lines");
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeHasNoSyntaxError(string name) =>
        Assert.All(Code(name), cell => Assert.Empty(Lesson.Parse(cell.Source).GetDiagnostics()));

    private static IEnumerable<Cell> Code(string name) => Lesson.Read("en", name).Cells.Where(cell => cell.Kind == CellKind.Code);
}
