using System.Text.Json.Nodes;
using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>A code cell of a lab, ready to be compiled.</summary>
/// <param name="Scripts">Its C#: imported scripts first. Of an answer: the solution.</param>
/// <param name="Full">Of test cells with hidden tests: the cell with them; <paramref name="Scripts"/> is then the cell
/// without.</param>
internal sealed record LabStep(CellRole Role, string GradeId, IReadOnlyList<CellSource> Scripts, CellSource? Full)
{
    /// <summary>
    /// Of an answer: types and namespaces that it must do without, as the cell's metadata say: <c>"course": {"without":
    /// ["TorchSharp"]}</c>.
    /// </summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Reads a lab's code cells in order; references go into <paramref name="libraries"/>.</summary>
    /// <exception cref="LabException">A directive can't be followed.</exception>
    public static IReadOnlyList<LabStep> ReadAll(Lab lab, Libraries libraries)
    {
        var steps = new List<LabStep>();
        var cells = lab.Notebook.Cells;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Kind != CellKind.Code || string.IsNullOrWhiteSpace(cells[i].Source))
                continue;
            var graded = GradeCell.Of(cells[i]);
            var role = graded?.Role ?? CellRole.Given;
            var name = graded?.GradeId ?? $"Cell {i + 1}";
            try
            {
                var source = new CellSource(name, cells[i].Source) { Language = CellLanguage.Of(cells[i].Metadata) };
                var without = (cells[i].Metadata["course"] as JsonObject)?["without"] as JsonArray ?? [];
                steps.Add(Read(
                    role, source, lab.Folder, libraries) with
                { Without = [.. without.Select(entry => entry!.ToString())] });
            }
            catch (CellException e)
            {
                throw LabException.InCell(lab.Name, LabCheck.NameOf(cells[i], i), e.Message);
            }
        }
        return steps;
    }

    private static LabStep Read(CellRole role, CellSource source, string folder, Libraries libraries)
    {
        var name = source.Path;
        if (role is CellRole.Answer or CellRole.Manual)
            return new(role, name, [source], null);
        var hidden = Regions.HiddenTests.AreIn(source.Text);
        var visible = hidden ? new CellSource(name, Regions.HiddenTests.Replace(source.Text, null)) : source;
        var scripts = Course.Notebooks.Scripts.Flatten(visible, folder, libraries);
        if (role == CellRole.Given)
            scripts = [.. scripts.Select(WithoutPicture)];
        return new(role, name, [.. scripts], hidden ? source : null);
    }

    // A picture at a cell's end is for the page, and nobody looks here.
    private static CellSource WithoutPicture(CellSource script) =>
        Syntax.TrailingExpression(
            CSharpSyntaxTree.ParseText(script.Text, SubmissionCompiler.ParseOptions).GetRoot()) is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Plot" or "Charts" } },
        } picture ? script with { Text = script.Text[..picture.SpanStart] } : script;
}
