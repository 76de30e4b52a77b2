using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Course.Grading;

/// <summary>nbgrader's checksum of a cell: it tells a changed cell from one as released. No protection, so MD5 will do.</summary>
internal static class Checksum
{
    public static string Of(GradeCell cell)
    {
        var data = (JsonObject)cell.Cell.Metadata["nbgrader"]!;
        var (grade, solution) = (GradeCell.Flag(data, "grade"), GradeCell.Flag(data, "solution"));
        var locked = !solution && (grade || cell.Locked);
        var text = cell.Cell.Source + cell.Cell.Kind.ToString().ToLowerInvariant() + Python(grade) + Python(solution)
            + Python(locked) + cell.GradeId + (grade ? Python(cell.Points) : "");
#pragma warning disable CA5351 // the format asks for MD5
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    internal static string Python(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }

    private static string Python(bool flag) => flag ? "True" : "False";
}
