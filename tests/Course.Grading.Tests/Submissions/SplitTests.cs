using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>Answer cells that were split, and answers that are there twice.</summary>
public sealed class SplitTests
{
    private const string one = "int OutputSize(int input, int kernel, int stride, int padding)\n{\n    return Half(input);", two = "\n}\nint Half(int size) => size / 2;";
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public static TheoryData<string[], bool[], string> Cases { get; } = new()
    {
        { [one, two], [true, true], one + "\n" + two }, // in the middle of a block; both keep the id
        { [one, two], [true, false], one + "\n" + two }, // the lower half has lost it
        { [one, two], [false, true], one + "\n" + two }, // the upper half has
        { ["int Help() => 1;", one + two, "// done"], [true, true, true], "int Help() => 1;\n" + one + two + "\n// done" },
        { ["// my answer", one + two], [true, false], "// my answer\n" + one + two },
        { [one + two, "// done"], [true, false], one + two },
        { ["var own = 1;", one + two, "var other = 2;"], [false, true, false], one + two }, // cells of one's own stay theirs
        { [one + two, one.Replace("Half(input)", "1", StringComparison.Ordinal) + two], [true, true], one.Replace("Half(input)", "1", StringComparison.Ordinal) + two }, // two versions
        { [one + two, "int OutputSize(int input, int kernel, int stride, int padding)\n{\n    // a copy\n    throw new NotImplementedException(); // YOUR CODE HERE\n}"], [true, true], one + two },
    };

    [Theory, MemberData(nameof(Cases))]
    public void PartsArePutTogetherInOrder(string[] parts, bool[] keepTheId, string expected)
    {
        var sheet = AnswerSheet.Take(Grading.Submission(lab.File, Grading.Solutions(lab), book => Split(book, "size-answer", parts, keepTheId)), lab);
        Assert.Equal(expected, sheet.Answers["size-answer"]);
        Assert.Equal(keepTheId.Count(kept => kept) > 1 || expected.Length > parts.Max(part => part.Length), sheet.Notes.Count > 0);
    }

    [Fact]
    public void AnswerInWordsIsAllOfItsParts()
    {
        var sheet = AnswerSheet.Take(Grading.Submission(lab.File, Grading.Solutions(lab), book => Split(book, "why", ["Because.", "And also."], [true, true])), lab);
        Assert.Equal("Because.\nAnd also.", sheet.Answers["why"]);
    }

    private static void Split(Notebook book, string id, string[] parts, bool[] keepTheId)
    {
        var cell = book.Cells.Single(cell => GradeCell.Of(cell)?.GradeId == id);
        var place = book.Cells.ToList().IndexOf(cell);
        book.Remove(cell);
        foreach (var (part, i) in parts.Select((part, i) => (part, i)))
        {
            var half = cell.Kind == CellKind.Code ? Cell.Code(part) : Cell.Markdown(part);
            if (keepTheId[i]) half.Metadata = (JsonObject)cell.Metadata.DeepClone();
            book.Insert(place + i, half);
        }
    }
}
