using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Grading;

/// <summary>A piece of C# of a lab's cell.</summary>
/// <param name="Name">What errors call it.</param>
internal sealed record Script(string Name, string Text);

/// <summary>A code cell of a lab, ready to be compiled.</summary>
/// <param name="Scripts">Its C#: imported scripts first. Of an answer: the solution.</param>
/// <param name="Full">Of test cells with hidden tests: the cell with them; <paramref name="Scripts"/> is then the cell without.</param>
internal sealed record LabStep(CellRole Role, string GradeId, IReadOnlyList<Script> Scripts, Script? Full)
{
    /// <summary>Reads a lab's code cells in order; references go into <paramref name="libraries"/>.</summary>
    /// <exception cref="LabException">A directive can't be followed.</exception>
    public static IReadOnlyList<LabStep> ReadAll(Lab lab, Libraries libraries)
    {
        var steps = new List<LabStep>();
        var cells = lab.Notebook.Cells;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Kind != CellKind.Code || string.IsNullOrWhiteSpace(cells[i].Source)) continue;
            var graded = GradeCell.Of(cells[i]);
            var role = graded?.Role ?? CellRole.Given;
            var name = graded?.GradeId ?? $"Cell {i + 1}";
            try
            {
                steps.Add(Read(role, name, cells[i].Source, lab.Folder, libraries));
            }
            catch (CellException e)
            {
                throw LabException.InCell(lab.Name, LabCheck.NameOf(cells[i], i), e.Message);
            }
        }
        return steps;
    }

    private static LabStep Read(CellRole role, string name, string source, string folder, Libraries libraries)
    {
        if (role is CellRole.Answer or CellRole.Manual) return new(role, name, [new(name, source)], null);
        var hidden = Regions.HiddenTests.AreIn(source);
        var scripts = Flatten(hidden ? Regions.HiddenTests.Replace(source, null) : source, new CellRun(name, folder, null!, default), libraries);
        if (role == CellRole.Given) scripts = [.. scripts.Select(WithoutPicture)];
        return new(role, name, [.. scripts], hidden ? new(name, source) : null);
    }

    // A picture at a cell's end is for the page, and nobody looks here.
    private static Script WithoutPicture(Script script) =>
        Syntax.TrailingExpression(CSharpSyntaxTree.ParseText(script.Text, SubmissionCompiler.ParseOptions).GetRoot()) is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Plot" or "Charts" } },
        } picture ? script with { Text = script.Text[..picture.SpanStart] } : script;

    private static List<Script> Flatten(string text, CellRun run, Libraries libraries) => [.. CellReader.Read(text).SelectMany(step => step switch
    {
        CellStep.Code code => [new Script(run.Name, code.Text)],
        CellStep.Import import => Course.Notebooks.Scripts.Read(import.Path, run).SelectMany(script => Flatten(script.Text, script.Run, libraries)),
        CellStep.Reference reference => Refer(Path.GetFullPath(reference.Path, run.Folder), libraries),
        CellStep.Package or CellStep.Packages or CellStep.PackageSource => throw CellException.With("DirectiveError",
            "A lab can't use NuGet packages: it is graded without a network. Put the library into the kit, or reference its file."),
        _ => [], // text in other languages, timing: nothing to grade
    })];

    private static Script[] Refer(string path, Libraries libraries)
    {
        libraries.Add(path);
        return [];
    }
}
