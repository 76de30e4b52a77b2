using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>Reads a cell's text into its steps: directives, C#, and text in other languages.</summary>
internal static class CellReader
{
    /// <exception cref="CellException">A directive can't be understood.</exception>
    public static IReadOnlyList<CellStep> Read(CellSource cell)
    {
        var lines = cell.Text.ReplaceLineEndings("\n").Split('\n');
        if (cell.Language is null && !Array.Exists(lines, Directives.Matches))
            return [new CellStep.Code(0, cell.Text)];

        var hoisted = new List<CellStep>(); // #r and #i hold for the whole cell, wherever they stand
        var steps = new List<CellStep>();
        // A cell of values has its #!value inside.
        var block = cell.Language is null or "value" ? new CellStep.Code(0, "") : Read($"#!{cell.Language}", 0, cell.Language);
        var text = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsDirective(lines, i, block))
            {
                text.Append(lines[i]).Append('\n');
                continue;
            }

            var step = Read(lines[i], i);
            if (step is CellStep.Reference or CellStep.Package or CellStep.PackageSource or CellStep.Time or CellStep.Ignored)
            {
                hoisted.Add(step);
                text.Append('\n');
                continue;
            }

            if (step is CellStep.Set set && block is CellStep.Show script)
            {
                block = script.Language == "javascript" ? script with { Shared = [.. script.Shared, set.Value] }
                    : throw CellException.With("DirectiveError", $"{script.Language} has no variables to share.").At(cell, i);
                text.Append('\n');
                continue;
            }

            steps.AddRange(Finish(block, text));
            text.Clear();
            if (step is CellStep.Code or CellStep.Show or CellStep.Store)
                block = step with { Line = i + 1 };
            else
            {
                steps.Add(step);
                block = new CellStep.Code(i + 1, "");
            }
        }

        return [.. InOrder(hoisted), .. steps, .. Finish(block, text)];

        CellStep Read(string line, int number, string? kernel = null)
        {
            try
            {
                return Directives.Read(line, number, kernel);
            }
            catch (CellException e)
            {
                throw e.At(cell, number);
            }
        }
    }

    private static IEnumerable<CellStep> InOrder(List<CellStep> hoisted)
    {
        var packages = hoisted.OfType<CellStep.Package>().ToList();
        return hoisted.OfType<CellStep.PackageSource>()
            .Concat<CellStep>(packages.Count > 0 ? [new CellStep.Packages(packages[0].Line, packages)] : [])
            .Concat(hoisted.Where(step => step is not (CellStep.PackageSource or CellStep.Package)));
    }

    /// <summary>The cell with everything but C# blanked out, character for character.</summary>
    public static string CSharpOnly(string code)
    {
        if (!code.Split('\n').Any(Directives.Matches))
            return code;
        var lines = new List<string>();
        var isCode = true;
        foreach (var line in code.Split('\n'))
        {
            var directive = Directives.Matches(line);
            if (directive && line.TrimStart().StartsWith("#!", StringComparison.Ordinal))
                isCode = !Directives.StartsText(line);
            lines.Add(isCode && !directive ? line : new string(' ', line.Length));
        }

        return string.Join('\n', lines);
    }

    // Inside Markdown and the like only a line that starts with #! ends the text. In C# a line inside a string literal or
    // a comment is no directive, and neither is a remainder: "x" on one line and "%y" on the next.
    private static bool IsDirective(string[] lines, int index, CellStep block)
    {
        var line = lines[index];
        if (!Directives.Matches(line))
            return false;
        if (block is CellStep.Show or CellStep.Store)
            return line.StartsWith("#!", StringComparison.Ordinal);

        var before = string.Join('\n', lines[block.Line..index]);
        if (line.TrimStart() is ['%', not '%', ..] && before.Trim().Length > 0)
            return false;
        var text = before + '\n' + line;
        var root = CSharpSyntaxTree.ParseText(text, SubmissionCompiler.ParseOptions).GetRoot();
        var start = before.Length + 1 + (line.Length - line.TrimStart().Length);
        if (root.FindToken(start).SpanStart < start && root.FindToken(start).Span.Contains(start))
            return false; // in a literal
        return !root.FindTrivia(start).IsKind(SyntaxKind.MultiLineCommentTrivia);
    }

    private static IEnumerable<CellStep> Finish(CellStep block, StringBuilder text)
    {
        if (string.IsNullOrWhiteSpace(text.ToString()) && block is not (CellStep.Store or CellStep.Show { Shared.Count: > 0 }))
            yield break;
        yield return block switch
        {
            CellStep.Store store => store with { Text = text.ToString().TrimEnd() },
            CellStep.Code code => code with { Text = new string('\n', code.Line) + text },
            CellStep.Show show => show with { Text = text.ToString().TrimEnd() },
            _ => throw new InvalidOperationException($"A block can't be a {block.GetType().Name}."),
        };
    }
}
