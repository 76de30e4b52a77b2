using System.Xml.Linq;
using static Course.Pages.MathMl;

namespace Course.Pages;

/// <summary>Tables between <c>\begin</c> and <c>\end</c>: matrices, cases, aligned equations.</summary>
internal sealed class TexEnvironments(TexParser parser)
{
    private readonly TexReader reader = parser.Reader;

    public XElement Read()
    {
        var name = reader.RawGroup();
        var (left, right, look) = name.TrimEnd('*') switch
        {
            "matrix" => ("", "", "matrix"),
            "pmatrix" => ("(", ")", "matrix"),
            "bmatrix" => ("[", "]", "matrix"),
            "Bmatrix" => ("{", "}", "matrix"),
            "vmatrix" => ("|", "|", "matrix"),
            "Vmatrix" => ("‖", "‖", "matrix"),
            "smallmatrix" => ("", "", "smallmatrix"),
            "cases" or "dcases" => ("{", "", "cases"),
            "rcases" or "drcases" => ("", "}", "cases"),
            "gathered" or "gather" or "equation" or "multline" or "multlined" or "displaymath" or "math" => ("", "", "gathered"),
            "array" or "darray" or "subarray" => ("", "", "array"),
            _ => ("", "", "aligned"), // align, split, eqnarray ... and what is not known
        };
        var columns = look == "array" || name.StartsWith("alignat", StringComparison.Ordinal)
            || name == "alignedat" ? reader.RawGroup() : "";
        var outer = parser.Display;
        parser.Display = look is "aligned" or "gathered" || name[0] == 'd';
        var table = Table(Rows(), look, columns);
        parser.Display = outer;
        reader.Expect("\\end");
        if (reader.RawGroup() is var end && end != name)
            throw reader.Error($"expected \\end{{{name}}}, found \\end{{{end}}}");
        if (left == "" && right == "")
            return table;
        return Element("mrow", Bracket(left, "prefix"), table, Bracket(right, "postfix"));
    }

    /// <summary>Lines in small print, as below a sum.</summary>
    public XElement Substack()
    {
        reader.Expect("{");
        var rows = Rows();
        reader.Expect("}");
        return Table(rows, "substack");
    }

    public static XElement Table(List<List<XElement>> rows, string look, string columns = "")
    {
        var alignments = columns.Where(c => c is 'l' or 'c' or 'r').ToList();
        return Element("mtable",
            new XAttribute("class", look),
            look is "aligned" or "gathered" ? new XAttribute("displaystyle", "true") : null,
            rows.Select(row =>
                Element("mtr", [.. row.Select((cell, i) => Element("mtd", Alignment(look, alignments, i), cell))])));
    }

    /// <summary>Rows of cells, up to what ends them.</summary>
    public List<List<XElement>> Rows()
    {
        var rows = new List<List<XElement>>();
        do
        {
            if (rows.Count > 0)
                reader.RawOption(); // extra space after a row, as in \\[4pt]
            while (reader.Accept("\\hline"))
            {
            }
            if (reader.Peek() is "\\end" or "" && rows.Count > 0)
                break; // a last \\
            var cells = new List<XElement>();
            do
                cells.Add(Row(parser.Until()));
            while (reader.Accept("&"));
            rows.Add(cells);
        }
        while (reader.Accept("\\\\") || reader.Accept("\\cr"));
        return rows;
    }

    /// <summary>MathML Core has no columnalign, so the page's style sheet aligns by class.</summary>
    private static XAttribute? Alignment(string look, List<char> columns, int column)
    {
        var side = look switch
        {
            "aligned" => column % 2 == 0 ? "right" : "left",
            "cases" => "left",
            "array" when column < columns.Count => columns[column] switch { 'l' => "left", 'r' => "right", _ => null },
            _ => null,
        };
        return side is null ? null : new XAttribute("class", side);
    }

    private static XElement? Bracket(string sign, string form) =>
        sign == "" ? null : Operator(sign, ("stretchy", "true"), ("fence", "true"), ("form", form));
}
