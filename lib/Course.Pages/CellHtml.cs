using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>Cells as HTML: prose, code beside its number, and the outputs under the code.</summary>
internal sealed class CellHtml(Prose prose, CodeColours colours, Words words)
{
    private static readonly Regex otherLanguage = new(@"\A\s*#!(markdown|html|javascript|mermaid)\b");

    private readonly OutputHtml outputs = new(prose, words);
    private int failures;

    /// <summary>The id of the first cell that failed.</summary>
    public string? FirstFailure => failures == 0 ? null : "error-1";

    public string Show(Cell cell) => cell.Kind switch
    {
        CellKind.Markdown when cell.Source.Trim() == "" => "",
        CellKind.Markdown => $"<div class=\"prose\">\n{prose.ToHtml(cell.Source, cell)}</div>\n",
        CellKind.Code => Code(cell),
        _ => "", // raw cells are meant for other converters
    };

    private string Code(Cell cell)
    {
        var shown = cell.Outputs.Select(output => outputs.Show(output, cell.ExecutionCount)).Where(html => html.Length > 0)
            .ToList();
        if (cell.Source.Trim() == "" && shown.Count == 0)
            return "";
        var hasError = cell.Outputs.Any(output => output is Output.Failure);
        var id = cell.Failed ? $" id=\"error-{++failures}\"" : "";
        var name = $"{words["Code"]} {cell.ExecutionCount}".TrimEnd();
        var code = otherLanguage.IsMatch(cell.Source) ? Html.Escape(cell.Source) : colours.ToHtml(cell.Source);
        var output = shown.Count == 0 ? ""
            : $"<div class=\"out\">{string.Concat(shown.Select(html => $"<div>{html}</div>"))}</div>\n";
        return $"""
            <div class="cell{(hasError ? " has-error" : "")}"{id} role="group" aria-label="{name}">
            <span class="count" aria-hidden="true">{cell.ExecutionCount}</span>
            <pre class="code" tabindex="0"><code>{code}</code></pre>
            {output}</div>

            """;
    }
}
