using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>The lessons of the kit, found in the repository.</summary>
public static class Lesson
{
    public static string Root { get; } = FindRoot();

    /// <summary>Korean and English file of every lesson and lab, by name.</summary>
    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "notebooks", "ko"), "*.ipynb").Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    public static Notebook Read(string language, string name) => Notebook.Read(Path.Combine(Root, "notebooks", language, name + ".ipynb"));

    /// <summary>The code without its comments and directives' line ends: what must be the same in both languages.</summary>
    public static string CodeOnly(string source) =>
        string.Join(' ', Parse(source).GetRoot().DescendantTokens().Select(token => token.Text)) + " | " +
        string.Join(' ', Directives(source));

    /// <summary>Lines that begin with #!, which C# knows nothing of.</summary>
    public static IEnumerable<string> Directives(string source) =>
        source.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("#!", StringComparison.Ordinal));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(
        Regex.Replace(source, "^[ \t]*#!.*$", "", RegexOptions.Multiline), new CSharpParseOptions(kind: SourceCodeKind.Script));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
