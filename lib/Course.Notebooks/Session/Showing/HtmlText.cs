using System.Net;
using System.Text;

namespace Course.Notebooks;

/// <summary>Values as HTML: scalars as text, everything else as tables, nested ones inside.</summary>
internal static class HtmlText
{
    private const int maximumLength = 200_000;

    public static string Of(object? value)
    {
        var html = new StringBuilder();
        Write(html, value, depth: 0, []);
        return html.ToString();
    }

    private static void Write(StringBuilder html, object? value, int depth, Stack<object> open)
    {
        if (depth > 0 && value is not null && Formatter.OwnHtml(value) is { } own)
        {
            html.Append(own);
            return;
        }

        var cyclic = value is not null && !value.GetType().IsValueType && open.Any(outer => ReferenceEquals(outer, value));
        var shape = cyclic || depth >= Shape.MaximumDepth || html.Length > maximumLength
            ? new Shape.Scalar(cyclic ? "(itself)" : PlainText.Of(value))
            : Shape.Of(value);
        if (shape is Shape.Scalar scalar)
        {
            html.Append(depth == 0 || scalar.Text.Contains('\n') ? $"<pre>{Encode(scalar.Text)}</pre>" : Encode(scalar.Text));
            return;
        }

        open.Push(value!);
        html.Append("<table>");
        switch (shape)
        {
            case Shape.Sequence sequence:
                WriteSequence(html, sequence, depth, open);
                break;
            case Shape.Map { Entries: var entries, Rest: var rest }:
                Head(html, "key", "value");
                foreach (var (key, item) in entries) Row(html, [key, item], depth, open);
                Rest(html, rest, columns: 2);
                break;
            case Shape.Members { Values: var values }:
                html.Append("<tbody>");
                foreach (var (name, item) in values)
                {
                    html.Append($"<tr><th>{Encode(name)}</th>");
                    Cell(html, item, depth, open);
                    html.Append("</tr>");
                }

                break;
        }

        html.Append("</tbody></table>");
        open.Pop();
    }

    // Items with members of the same names share a header; anything else is a numbered list.
    private static void WriteSequence(StringBuilder html, Shape.Sequence sequence, int depth, Stack<object> open)
    {
        var rows = sequence.Items.Select(item => item is null || Formatter.OwnHtml(item) is not null ? null : Shape.Of(item) as Shape.Members).ToList();
        var columns = rows is [{ } first, ..] && rows.TrueForAll(row => row is not null && row.Type == first.Type)
            ? first.Values.Select(member => member.Name).ToArray()
            : null;
        Head(html, columns is null ? ["index", "value"] : ["index", .. columns]);
        for (var i = 0; i < rows.Count; i++)
        {
            html.Append($"<tr><th>{i}</th>");
            foreach (var item in columns is null ? [sequence.Items[i]] : rows[i]!.Values.Select(member => member.Value)) Cell(html, item, depth, open);
            html.Append("</tr>");
        }

        Rest(html, sequence.Rest, 1 + (columns?.Length ?? 1));
    }

    private static void Head(StringBuilder html, params string[] names) =>
        html.Append("<thead><tr>").AppendJoin("", names.Select(name => $"<th>{Encode(name)}</th>")).Append("</tr></thead><tbody>");

    private static void Row(StringBuilder html, object?[] values, int depth, Stack<object> open)
    {
        html.Append("<tr>");
        foreach (var value in values) Cell(html, value, depth, open);
        html.Append("</tr>");
    }

    private static void Cell(StringBuilder html, object? value, int depth, Stack<object> open)
    {
        html.Append("<td>");
        Write(html, value, depth + 1, open);
        html.Append("</td>");
    }

    private static void Rest(StringBuilder html, int rest, int columns)
    {
        if (rest != 0) html.Append($"<tr><td colspan=\"{columns}\">{(rest > 0 ? $"... {rest} more" : "... more")}</td></tr>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
