using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Vision.Tests;

/// <summary>One dialect in all of lib/, where no analyzer asks for it.</summary>
public class StyleTests
{
    private static readonly IReadOnlyList<(string File, string[] Lines)> all = [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "lib"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (File: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), Lines: File.ReadAllLines(path)))
        .Where(file => !file.File.Contains("/obj/", StringComparison.Ordinal))];

    [Fact]
    public void LinesAreAtMost130CharactersLong() => Assert.Empty(all.SelectMany(file => file.Lines
        .Select((line, i) => (line, i)).Where(one => one.line.Length > 130).Select(one => $"{file.File}:{one.i + 1}: {one.line.Trim()}")));

    [Fact]
    public void AnIfAndItsStatementStandOnTwoLines() => Assert.Empty(all.SelectMany(file =>
        CSharpSyntaxTree.ParseText(string.Join('\n', file.Lines)).GetRoot().DescendantNodes().OfType<IfStatementSyntax>()
            .Where(choice => choice.Statement is not BlockSyntax && Line(choice.CloseParenToken) == Line(choice.Statement.GetFirstToken()))
            .Select(choice => $"{file.File}:{Line(choice.IfKeyword) + 1}")));

    [Fact]
    public void FilesAreShort() => Assert.Empty(all
        .Where(file => file.Lines.Length > (file.File.StartsWith("lib/Course.Vision/", StringComparison.Ordinal) ? 150 : 200))
        .Select(file => $"{file.File}: {file.Lines.Length} lines"));

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;
}
