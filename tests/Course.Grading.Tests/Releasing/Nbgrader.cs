using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Course.Grading.Tests;

/// <summary>
/// What <c>nbgrader generate_assignment</c> does to a notebook, written down plainly from its sources and in its order, without
/// anything of ours: the oracle for <see cref="ReleaseSteps"/>.
/// </summary>
internal static class Nbgrader
{
    private const string codeStub = "throw new NotImplementedException(); // YOUR CODE HERE", textStub = "YOUR ANSWER HERE";

    public static JsonNode GenerateAssignment(JsonNode notebook)
    {
        var result = notebook.DeepClone();
        foreach (var cell in result["cells"]!.AsArray())
        {
            Lock(cell!);
            ClearSolution(cell!);
            if ((string)cell!["cell_type"]! == "code") (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
            ClearHiddenTests(cell);
            Region(cell, "BEGIN MARK SCHEME", "END MARK SCHEME", null);
            Checksum(cell);
        }
        return result;
    }

    private static void Lock(JsonNode cell)
    {
        var metadata = cell["metadata"]!;
        if (Is(cell, "solution")) metadata["deletable"] = false;
        else if (Is(cell, "grade") || Is(cell, "locked")) (metadata["deletable"], metadata["editable"]) = (false, false);
    }

    private static void ClearSolution(JsonNode cell)
    {
        var code = (string)cell["cell_type"]! == "code";
        var replaced = Region(cell, "BEGIN SOLUTION", "END SOLUTION", code ? codeStub : textStub);
        if (Is(cell, "solution") && !replaced) cell["source"] = code ? codeStub : textStub;
    }

    private static void ClearHiddenTests(JsonNode cell) => Region(cell, "BEGIN HIDDEN TESTS", "END HIDDEN TESTS", null);

    private static bool Region(JsonNode cell, string begin, string end, string? stub)
    {
        var (lines, inside, replaced) = (new List<string>(), false, false);
        foreach (var line in Source(cell).Split('\n'))
        {
            if (line.Contains(begin, StringComparison.Ordinal))
            {
                (inside, replaced) = (true, true);
                var indent = line[..(line.Length - line.TrimStart().Length)];
                if (stub is not null) lines.Add(indent + stub);
            }
            else if (line.Contains(end, StringComparison.Ordinal)) inside = false;
            else if (!inside) lines.Add(line);
        }
        if (replaced) cell["source"] = string.Join('\n', lines);
        return replaced;
    }

    private static void Checksum(JsonNode cell)
    {
        if (!Is(cell, "grade") && !Is(cell, "solution") && !Is(cell, "locked")) return;
        var data = cell["metadata"]!["nbgrader"]!;
        var locked = !Is(cell, "solution") && (Is(cell, "grade") || Is(cell, "locked"));
        var parts = new List<string>
        {
            Source(cell), (string)cell["cell_type"]!, Python(Is(cell, "grade")), Python(Is(cell, "solution")), Python(locked), (string)data["grade_id"]!,
        };
        if (Is(cell, "grade")) parts.Add((double)data["points"]! is var points && points == Math.Floor(points) ? $"{points:0}.0" : $"{points}");
#pragma warning disable CA5351 // nbgrader's choice
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        foreach (var part in parts) hash.AppendData(Encoding.UTF8.GetBytes(part));
        data["checksum"] = Convert.ToHexStringLower(hash.GetHashAndReset());
        data["cell_type"] = (string)cell["cell_type"]!;
    }

    public static string Source(JsonNode cell) => cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)cell["source"]!;

    private static bool Is(JsonNode cell, string flag) => (bool?)cell["metadata"]?["nbgrader"]?[flag] == true;

    private static string Python(bool flag) => flag ? "True" : "False";
}
