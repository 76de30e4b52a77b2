using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// Answer cells that a learner has split. Both halves keep the grade id in JupyterLab; elsewhere the upper or the lower one loses
/// it. They are told from two versions of an answer by what they declare: halves declare different things, and a comment declares
/// nothing.
/// </summary>
internal static class Halves
{
    /// <summary>The last version, as the parts it was split into; of text all parts, as a person reads them.</summary>
    public static List<string> LastWhole(List<string> written, GradeCell expected)
    {
        if (expected.Cell.Kind != CellKind.Code)
            return written;
        var (declared, whole) = (new HashSet<string>(), new List<string>());
        foreach (var part in written)
        {
            var names = Expected(part, expected).ToList();
            if (names.Exists(declared.Contains))
            {
                if (part.Contains(Regions.CodeStub, StringComparison.Ordinal))
                    continue; // a copy that was not filled in
                declared.Clear();
                whole.Clear();
            }
            declared.UnionWith(names);
            whole.Add(part);
        }
        return whole;
    }

    /// <summary>
    /// The cells with a grade id, and beside them those without that hold what they lack: a name, or the end of a block.
    /// </summary>
    public static List<Cell> With(List<Cell> found, GradeCell expected, IReadOnlyList<Cell> all)
    {
        if (found.Count != 1 || expected.Cell.Kind != CellKind.Code)
            return found;
        var place = all.ToList().IndexOf(found[0]);
        var (first, end) = (place, place + 1);
        while (Lacks() && end < all.Count && IsFree(all[end]) && Helps(all[end])) end++;
        while (Lacks() && first > 0 && IsFree(all[first - 1]) && Helps(all[first - 1])) first--;
        return Lacks() ? found : [.. all.Skip(first).Take(end - first)];

        string Joined() => string.Join('\n', all.Skip(first).Take(end - first).Select(cell => cell.Source));
        bool Lacks() => AnswerTokens.Depth(Joined()) != 0
            || OwnCells.Declared(expected.Cell.Source).Take(1).Except(Expected(Joined(), expected)).Any();
        bool Helps(Cell cell) => AnswerTokens.Depth(Joined()) != 0 || Expected(cell.Source, expected).Any();
    }

    private static bool IsFree(Cell cell) => cell.Kind == CellKind.Code && GradeCell.Of(cell) is null;

    private static IEnumerable<string> Expected(string code, GradeCell expected) =>
        OwnCells.Declared(code).Intersect(OwnCells.Declared(expected.Cell.Source));
}
