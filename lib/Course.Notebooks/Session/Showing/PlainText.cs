using System.Text;

namespace Course.Notebooks;

/// <summary>Values as text.</summary>
internal sealed class PlainText(Shapes shapes)
{
    private readonly StringBuilder text = new();
    private readonly Stack<object> open = [];

    public static string Of(object? value, Shapes? shapes = null)
    {
        var writer = new PlainText(shapes ?? new());
        writer.Write(value, depth: 0);
        return Cut.Text(writer.text.ToString());
    }

    private bool IsFull => text.Length > Cut.Longest;

    private void Write(object? value, int depth)
    {
        if (value is not null && !value.GetType().IsValueType && open.Any(outer => ReferenceEquals(outer, value)))
        {
            text.Append("(itself)");
            return;
        }

        if (depth > 0 && value is not null && Formatter.OwnText(value) is { } own)
        {
            text.Append(own);
            return;
        }

        var shape = depth > 0 && depth >= Shape.MaximumDepth
            && value is not (string or IFormattable or null) ? null : shapes.Of(value);
        if (shape is Shape.Scalar scalar)
        {
            text.Append(depth > 0 && value is string ? $"\"{scalar.Text}\"" : scalar.Text);
            return;
        }

        if (shape is null || IsFull)
        {
            text.Append("...");
            return;
        }

        open.Push(value!);
        switch (shape)
        {
            case Shape.Sequence { Items: var items, Rest: var rest }:
                List("[", items, item => Write(item, depth + 1), rest, "]");
                break;
            case Shape.Map { Entries: var entries, Rest: var rest }:
                List("{ ", entries, entry =>
                {
                    Write(entry.Key, depth + 1);
                    text.Append(": ");
                    Write(entry.Value, depth + 1);
                }, rest, " }");
                break;
            case Shape.Members { Type: var type, Values: var values }:
                var tuple = value is System.Runtime.CompilerServices.ITuple;
                List(tuple ? "(" : type.Length > 0 ? $"{type} {{ " : "{ ", values, member =>
                {
                    if (!tuple)
                        text.Append(member.Name).Append(" = ");
                    Write(member.Value, depth + 1);
                }, rest: 0, tuple ? ")" : " }");
                break;
        }

        open.Pop();
    }

    private void List<T>(string start, IReadOnlyList<T> items, Action<T> write, int rest, string end)
    {
        text.Append(start);
        for (var i = 0; i < items.Count && !IsFull; i++)
        {
            if (i > 0)
                text.Append(", ");
            write(items[i]);
        }

        if (rest != 0)
            text.Append(rest > 0 ? $", ... ({rest} more)" : ", ... (more)");
        text.Append(end);
    }
}
