using System.Text;

namespace Course.Notebooks;

/// <summary>Values as text.</summary>
internal static class PlainText
{
    private const int maximumLength = 20_000;

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0, []);
        return text.Length <= maximumLength ? text.ToString() : text.ToString(0, maximumLength) + " ...";
    }

    private static void Write(StringBuilder text, object? value, int depth, Stack<object> open)
    {
        if (value is not null && !value.GetType().IsValueType && open.Any(outer => ReferenceEquals(outer, value)))
        {
            text.Append("(itself)");
            return;
        }

        var shape = depth > 0 && depth >= Shape.MaximumDepth && value is not (string or IFormattable or null) ? null : Shape.Of(value);
        if (shape is Shape.Scalar scalar)
        {
            text.Append(depth > 0 && value is string ? $"\"{scalar.Text}\"" : scalar.Text);
            return;
        }

        if (shape is null || text.Length > maximumLength)
        {
            text.Append("...");
            return;
        }

        open.Push(value!);
        switch (shape)
        {
            case Shape.Sequence { Items: var items, Rest: var rest }:
                List("[", items, item => Write(text, item, depth + 1, open), rest, "]");
                break;
            case Shape.Map { Entries: var entries, Rest: var rest }:
                List("{ ", entries, entry =>
                {
                    Write(text, entry.Key, depth + 1, open);
                    text.Append(": ");
                    Write(text, entry.Value, depth + 1, open);
                }, rest, " }");
                break;
            case Shape.Members { Type: var type, Values: var values }:
                var tuple = value is System.Runtime.CompilerServices.ITuple;
                List(tuple ? "(" : type.Length > 0 ? $"{type} {{ " : "{ ", values, member =>
                {
                    if (!tuple) text.Append(member.Name).Append(" = ");
                    Write(text, member.Value, depth + 1, open);
                }, rest: 0, tuple ? ")" : " }");
                break;
        }

        open.Pop();

        void List<T>(string start, IReadOnlyList<T> items, Action<T> write, int rest, string end)
        {
            text.Append(start);
            for (var i = 0; i < items.Count; i++)
            {
                if (i > 0) text.Append(", ");
                write(items[i]);
            }

            if (rest != 0) text.Append(rest > 0 ? $", ... ({rest} more)" : ", ... (more)");
            text.Append(end);
        }
    }
}
