using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Grading;

/// <summary>
/// Comma-separated values as RFC 4180 has them, and safe to open in a spreadsheet: what a learner wrote never becomes a formula.
/// Reading gives back what was written, whatever it was.
/// </summary>
internal static class Csv
{
    // Behind apostrophes, or what is trimmed off: = + - @, in full width too; and what moves on to another cell.
    private static readonly Regex formula = new(@"^'*([\t\r\n]|[\s\p{C}']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])");
    private static readonly Regex plainNumber = new(@"^[+-]?\d{1,15}(\.\d{1,15})?\z");

    public static string Line(params string[] fields) => string.Join(',', fields.Select(Field)) + "\n";

    public static string Number(double value) => Math.Round(value, 4).ToString(CultureInfo.InvariantCulture);

    /// <param name="separator">Excel writes what its system separates lists with.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text, char separator = ',')
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted)
                field.Append(c);
            else if (c == separator || c == '\n')
                End(c == '\n');
            else if (c != '\r')
                field.Append(c);
        }
        if (field.Length > 0 || row.Count > 0)
            End(endsRow: true);
        return rows;

        void End(bool endsRow)
        {
            var value = field.ToString();
            row.Add(value.StartsWith('\'') && IsFormula(value[1..]) ? value[1..] : value);
            field.Clear();
            if (!endsRow)
                return;
            rows.Add(row);
            row = [];
        }
    }

    // A learner called "=HYPERLINK(...)" must not become a formula.
    private static string Field(string text)
    {
        if (IsFormula(text))
            text = "'" + text;
        return text.Any(",;\t\"\r\n".Contains) ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    private static bool IsFormula(string text) => formula.IsMatch(text) && !plainNumber.IsMatch(text);
}
