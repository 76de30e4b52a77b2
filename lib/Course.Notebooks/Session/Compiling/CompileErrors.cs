using System.Net;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>The compiler's complaints as a learner reads them: place, sentence, the source line, a caret.</summary>
internal static partial class CompileErrors
{
    private const int shown = 10, longestLine = 200;

    public static CellException Describe(IEnumerable<Diagnostic> diagnostics, CellSource source, CSharpCompilation compilation)
    {
        // What it says besides of a text that it could not read follows from that.
        var errors = Errors(compilation.GetParseDiagnostics()) is [_, ..] unreadable ? unreadable : Errors(diagnostics);
        var lines = errors.Take(shown).SelectMany(error => Lines(error, source)).ToList();
        var advice = errors.Select(error => Advice(error, source)).OfType<string>().Distinct().ToList();
        lines.AddRange(advice.Count > 0 ? advice : UnknownName.Explain(errors.Take(shown), compilation).Distinct());
        var redefined = errors.Select(error => Redefinition.Explain(error, compilation)).OfType<string>().FirstOrDefault();
        if (redefined is not null)
            lines.Add(redefined);
        if (errors.Count > shown)
            lines.Add($"... and {errors.Count - shown} more errors");
        return new(new("CompilationError", errors.Count > 0 ? $"{Sentence(errors[0])} {redefined}".Trim()
            : "The code can't be compiled.", lines));
    }

    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .DistinctBy(diagnostic => (diagnostic.Location.SourceSpan.Start, diagnostic.Id))];

    /// <summary>Warnings, quietly: they are no output of the learner's code.</summary>
    public static MimeBundle Note(IReadOnlyList<Diagnostic> warnings, CellSource source)
    {
        // Guards may have moved columns; lines stay.
        var lines = warnings.Take(shown).Select(warning =>
            $"{source.Path}, line {warning.Location.GetLineSpan().StartLinePosition.Line + 1}: warning {warning.Id}: "
            + $"{Sentence(warning)}");
        var text = string.Join('\n', lines);
        return MimeBundle.Html($"<small style=\"opacity:.7;white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</small>", text);
    }

    private static string[] Lines(Diagnostic error, CellSource source)
    {
        var complaint = $"error {error.Id}: {Sentence(error)}";
        if (!error.Location.IsInSource)
            return [$"{source.Path}: {complaint}"];
        var (from, to) = (error.Location.GetLineSpan().StartLinePosition, error.Location.GetLineSpan().EndLinePosition);
        var line = source.Line(from.Line).Replace('\t', ' ');
        var start = line.Length > longestLine ? Math.Max(0, from.Character - longestLine / 2) : 0; // a part of it
        var part = line.Substring(start, Math.Min(longestLine, line.Length - start));
        var end = Math.Min(to.Line == from.Line ? to.Character : line.Length, start + part.Length);
        return
        [
            $"{source.Path}, line {from.Line + 1}, column {from.Character + 1}: {complaint}",
            "    " + part,
            "    " + new string(' ', from.Character - start) + new string('^', Math.Max(1, end - from.Character)),
        ];
    }

    private static string Sentence(Diagnostic diagnostic) => Cut.Line(TypeName.WithoutCell(diagnostic.GetMessage()));

    // About the line that the compiler complains about; the same words elsewhere may be right.
    private static string? Advice(Diagnostic error, CellSource source)
    {
        var line = source.Line(error.Location.GetLineSpan().StartLinePosition.Line);
        return OtherKeyboard().Match(error.GetMessage()) is { Success: true } typed
            ? $"{typed.Groups["what"].Value} was typed with the keyboard in Korean, or copied from a text: type it again with "
            + "the keyboard in English."
        : UsingDeclaration().IsMatch(line)
            ? "A notebook has no `using var` at the top level: write `using (var x = ...) { ... }`, or drop the `using`."
        : NamespaceDeclaration().IsMatch(line)
            ? "A notebook has no namespaces: declare the types without one."
        : error.Id is "CS1106" or "CS1109" or "CS9283"
            ? "In a notebook an extension method stands at the top level, outside any class: `static int Twice(this int x) => 2 "
            + "* x;`"
        : line.Contains("Newtonsoft.Json", StringComparison.Ordinal)
            ? "Newtonsoft.Json comes with .NET Interactive; here it is a package: #r \"nuget: Newtonsoft.Json\". .NET's own is "
            + "System.Text.Json."
        : HostApi().IsMatch(line)
            ? "That belongs to .NET Interactive's own kernels, and this kernel is another one: of its API the formatting works "
            + "here (Formatter, PocketView, LaTeXString, display, HTML, Javascript), and #!share and #!set carry values."
        : null;
    }

    // A full-width sign, a curly quotation mark; or a name with single letters of the Korean alphabet in it.
    [GeneratedRegex(
        @"^Unexpected character '(?<what>[^\x00-\x7F]+)'|^The (?:type or namespace )?name '(?<what>\w*[\u3131-\u318E]\w*)'")]
    private static partial Regex OtherKeyboard();

    [GeneratedRegex(@"^\s*(await\s+)?using\s+\w[\w<>\[\],.?]*\s+\w+\s*=")]
    private static partial Regex UsingDeclaration();

    [GeneratedRegex(
        @"\bKernel\.\w|\bKernelInvocationContext\b|\bCompositeKernel\b|Microsoft\.DotNet\.Interactive\.(?!Formatting)")]
    private static partial Regex HostApi();

    [GeneratedRegex(@"^\s*namespace\s+\w")]
    private static partial Regex NamespaceDeclaration();
}
