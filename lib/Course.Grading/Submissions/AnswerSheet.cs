using System.Text;
using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// The answers of a submission, and nothing else of it: tests, flags and metadata that came with it are not looked at.
/// </summary>
/// <param name="Answers">Source by grade id; an answer that isn't there is missing.</param>
/// <param name="Notes">What was odd, for the overview and the learner.</param>
internal sealed record AnswerSheet(IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Notes)
{
    /// <summary>A learner's answer is read by people too: what is longer is no answer.</summary>
    private const int longest = 100_000;

    /// <exception cref="UngradableException">This is no submission of the lab; the message is the reason in its row.</exception>
    public static AnswerSheet Take(byte[] bytes, Lab lab)
    {
        var notes = new List<string>();
        var notebook = Parse(bytes, notes, lab.Words);
        var cells = notebook.Cells.Select(cell => (Cell: cell, Graded: GradeCell.Of(cell))).ToList();
        var answers = new Dictionary<string, string>();
        foreach (var expected in lab.Answers)
        {
            var found = cells.Where(cell => cell.Graded?.GradeId == expected.GradeId && cell.Cell.Kind == expected.Cell.Kind)
                .Select(cell => cell.Cell).ToList();
            if (found.Count == 0 && expected.Cell.Id is { } id
                && cells.Find(cell => cell.Cell.Id == id && cell.Cell.Kind == expected.Cell.Kind).Cell is { } byId)
            {
                found.Add(byId);
                notes.Add(lab.Words["LostId", expected.GradeId]);
            }
            if (found.Count == 0)
                notes.Add(lab.Words["MissingCell", expected.GradeId]);
            else if (Choose(Halves.With(found, expected, notebook.Cells), expected, notes, lab.Words) is { } answer)
                answers[expected.GradeId] = answer;
        }
        if (answers.Count == 0)
            throw new UngradableException(lab.Words["OtherLab", lab.Name]);
        notes.AddRange(OwnCells.Notes(lab, notebook, answers));
        Reordered(lab, cells.Select(cell => cell.Graded?.GradeId), notes);
        return new(answers, notes);
    }

    /// <summary>How many of its answers a learner has written. The lab may be in another language than this one.</summary>
    public static int Written(Notebook notebook, Lab lab) => notebook.Cells.Select(GradeCell.Of).OfType<GradeCell>().Count(cell =>
        lab.Answers.FirstOrDefault(answer => answer.GradeId == cell.GradeId) is { } expected
        && IsWritten(cell.Cell.Source, expected)
        && GradeCell.Text((JsonObject)cell.Cell.Metadata["nbgrader"]!, "checksum") != Checksum.Of(cell));

    private static bool IsWritten(string source, GradeCell expected) =>
        source.Trim() is var text && text != expected.Released.Trim()
        && text is not ("" or Regions.CodeStub or Regions.TextStub);

    // Splitting a cell leaves two with its grade id, or one and another beside it that has lost it. They belong together, in
    // their order.
    private static string? Choose(List<Cell> found, GradeCell expected, List<string> notes, Words words)
    {
        var sources = found.Select(cell => cell.Source).Distinct().ToList();
        var written = sources.FindAll(source => IsWritten(source, expected));
        var whole = Halves.LastWhole(written, expected);
        if (sources.Count > 1)
            notes.Add(words[whole.Count > 1 ? "Joined" : written.Count == 1 ? "FilledInCounts"
                : "LastCounts", expected.GradeId, found.Count]);
        var answer = whole.Count > 0 ? string.Join('\n', whole) : sources[^1];
        if (answer.Length <= longest)
            return answer;
        notes.Add(words["TooLong", expected.GradeId, answer.Length, longest]);
        return null;
    }

    private static void Reordered(Lab lab, IEnumerable<string?> found, List<string> notes)
    {
        var order = lab.Answers.Select(cell => cell.GradeId).ToList();
        var places = found.Where(id => id is not null && order.Contains(id)).Select(id => order.IndexOf(id!)).Distinct().ToList();
        if (!places.SequenceEqual(places.Order()))
            notes.Add(lab.Words["Reordered"]);
    }

    private static Notebook Parse(byte[] bytes, List<string> notes, Words words)
    {
        if (bytes.Length == 0)
            throw new UngradableException(words["Empty"]);
        try
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                bytes = Encoding.UTF8.GetBytes(new StreamReader(new MemoryStream(bytes)).ReadToEnd());
                notes.Add(words["Utf16"]);
            }
            return Notebook.Parse(bytes, "The notebook");
        }
        catch (NotebookException e)
        {
            throw new UngradableException(words["NoNotebook", e.Message], e);
        }
    }
}
