using System.Globalization;
using System.Text;

namespace Course.Grading;

/// <summary>Comma-separated values as RFC 4180 has them, and safe to open in a spreadsheet.</summary>
internal static class Csv
{
    public static string Line(params string[] fields) => string.Join(',', fields.Select(Field)) + "\n";

    public static string Number(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);

    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (quoted) field.Append(c);
            else if (c is ',' or '\n') End(c == '\n');
            else if (c is not ('\r' or '\ufeff')) field.Append(c);
        }
        if (field.Length > 0 || row.Count > 0) End(endsRow: true);
        return rows;

        void End(bool endsRow)
        {
            var value = field.ToString();
            row.Add(value is ['\'', '=' or '+' or '-' or '@', ..] ? value[1..] : value);
            field.Clear();
            if (!endsRow) return;
            rows.Add(row);
            row = [];
        }
    }

    // A learner called "=HYPERLINK(...)" must not become a formula.
    private static string Field(string text)
    {
        if (text is ['=' or '+' or '-' or '@', ..] && !double.TryParse(text, CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
