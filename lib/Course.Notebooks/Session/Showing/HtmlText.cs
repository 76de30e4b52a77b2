using System.Text;
using static System.Net.WebUtility;

namespace Course.Notebooks;

/// <summary>Values as HTML: scalars as text, everything else as tables, nested ones inside.</summary>
internal sealed class HtmlText(Shapes shapes)
{
    private const int maximumLength = 200_000;

    private readonly StringBuilder html = new();
    private readonly Stack<object> open = [];

    public static string Of(object? value, Shapes shapes)
    {
        var writer = new HtmlText(shapes);
        writer.Write(value, depth: 0);
        return writer.html.ToString();
    }

    private bool IsFull => html.Length > maximumLength;

    private void Write(object? value, int depth)
    {
        if (depth > 0 && value is not null && Formatter.OwnHtml(value) is { } own)
        {
            html.Append(own);
            return;
        }

        var cyclic = value is not null && !value.GetType().IsValueType && open.Any(outer => ReferenceEquals(outer, value));
        var shape = cyclic ? new Shape.Scalar("(itself)")
            : depth >= Shape.MaximumDepth ? new Shape.Scalar(PlainText.Of(value, shapes))
            : shapes.Of(value);
        if (shape is Shape.Scalar scalar)
        {
            var text = HtmlEncode(scalar.Text);
            html.Append(depth == 0 || text.Contains('\n') ? $"<pre>{text}</pre>" : text);
            return;
        }

        open.Push(value!);
        html.Append("<table>");
        switch (shape)
        {
            case Shape.Sequence sequence:
                WriteSequence(sequence, depth);
                break;
            case Shape.Map { Entries: var entries, Rest: var rest }:
                Head("key", "value");
                Rows(entries.Count, rest, depth, i => (null, [entries[i].Key, entries[i].Value]));
                break;
            case Shape.Members { Values: var values }:
                html.Append("<tbody>");
                Rows(values.Count, rest: 0, depth, i => (values[i].Name, [values[i].Value]));
                break;
        }

        html.Append("</tbody></table>");
        open.Pop();
    }

    // Items with members of the same names share a header; anything else is a numbered list.
    private void WriteSequence(Shape.Sequence sequence, int depth)
    {
        var items = sequence.Items.Select(
            item => item is null || Formatter.OwnHtml(item) is not null ? null : shapes.Of(item) as Shape.Members).ToList();
        var columns = items is [{ } first, ..] && items.TrueForAll(row => row is not null && row.Type == first.Type)
            ? first.Values.Select(member => member.Name).ToArray()
            : null;
        Head(["index", .. columns ?? ["value"]]);
        Rows(items.Count, sequence.Rest, depth, i =>
            ($"{i}", columns is null ? [sequence.Items[i]] : [.. items[i]!.Values.Select(member => InWords(member.Value))]));
    }

    private static object? InWords(object? value) => value is string text ? Words.Here.Term(text) : value;

    private void Head(params string[] names) =>
        html.Append("<thead><tr>").AppendJoin("", names.Select(name => $"<th>{HtmlEncode(Words.Here.Term(name))}</th>"))
        .Append("</tr></thead><tbody>");

    /// <param name="rest">How many there are besides; -1 if nobody knows how many.</param>
    private void Rows(int count, int rest, int depth, Func<int, (string? Head, object?[] Cells)> row)
    {
        var (written, columns) = (0, 1);
        for (; written < count && !IsFull; written++)
        {
            var (head, cells) = row(written);
            columns = cells.Length + (head is null ? 0 : 1);
            html.Append("<tr>").Append(head is null ? "" : $"<th>{HtmlEncode(head)}</th>");
            foreach (var cell in cells)
            {
                html.Append("<td>");
                Write(cell, depth + 1);
                html.Append("</td>");
            }
            html.Append("</tr>");
        }

        if (written < count)
            rest = rest < 0 ? rest : rest + count - written;
        if (rest != 0)
            html.Append($"<tr><td colspan=\"{columns}\">{(rest > 0 ? $"... {rest} more" : "... more")}</td></tr>");
    }
}
