namespace Course.Grading;

/// <summary>Two submissions whose answers are alike.</summary>
/// <param name="Share">Of the smaller one's pieces, how many are in the other: 0 to 1.</param>
internal sealed record SimilarPair(string One, string Other, double Share);

/// <summary>
/// Finds submissions that share code nobody handed out: token sequences with names and literals taken out, so that renaming and
/// reformatting change nothing. Pieces that many have (the obvious solution) do not count.
/// </summary>
internal static class Similarity
{
    private const int tokens = 12;
    private const int fewest = 25; // pieces; two short answers are alike by chance
    private const double striking = 0.8;

    public static IReadOnlyList<SimilarPair> Find(Lab lab, IReadOnlyList<GradeResult> results, int most = 25)
    {
        var given = lab.Answers.SelectMany(cell => Pieces(cell.Released).Concat(Pieces(cell.Cell.Source))).ToHashSet();
        var all = results.Select(result => (result.Student, Pieces: result.Exercises.SelectMany(exercise => exercise.Answers)
            .SelectMany(answer => answer.IsCode ? Pieces(answer.Source) : Words(answer.Source))
            .Where(piece => !given.Contains(piece)).ToHashSet())).ToList();
        var owners = new Dictionary<int, List<int>>();
        for (var i = 0; i < all.Count; i++)
            foreach (var piece in all[i].Pieces)
                (owners.TryGetValue(piece, out var list) ? list : owners[piece] = []).Add(i);

        var common = Math.Max(3, all.Count / 20); // what so many have is the obvious way
        var shared = new Dictionary<(int, int), int>();
        foreach (var list in owners.Values.Where(list => list.Count > 1 && list.Count <= common))
            for (var i = 0; i < list.Count; i++)
                for (var j = i + 1; j < list.Count; j++)
                    shared[(list[i], list[j])] = shared.GetValueOrDefault((list[i], list[j])) + 1;
        var rare = all.Select(one => one.Pieces.Count(piece => owners[piece].Count <= common)).ToList();
        return [.. shared.Select(
            pair => (pair.Key, Smaller: Math.Min(rare[pair.Key.Item1], rare[pair.Key.Item2]), Count: pair.Value))
            .Where(pair => pair.Smaller >= fewest && pair.Count >= striking * pair.Smaller)
            .Select(pair =>
            new SimilarPair(all[pair.Key.Item1].Student, all[pair.Key.Item2].Student, (double)pair.Count / pair.Smaller))
            .OrderByDescending(pair => pair.Share).ThenBy(pair => pair.One, StringComparer.Ordinal).Take(most)];
    }

    private static IEnumerable<int> Pieces(string code) => Windows([.. AnswerTokens.Kinds(code)]);

    private static IEnumerable<int> Words(string text) =>
        Windows([.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => StringComparer.OrdinalIgnoreCase.GetHashCode(word))]);

    private static IEnumerable<int> Windows(int[] kinds)
    {
        for (var i = 0; i + tokens <= kinds.Length; i++)
        {
            var hash = new HashCode();
            for (var k = i; k < i + tokens; k++) hash.Add(kinds[k]);
            yield return hash.ToHashCode();
        }
    }
}
