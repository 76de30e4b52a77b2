using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>Korean and English share everything but prose and comments.</summary>
public class LanguageTests
{
    public static TheoryData<string> Names() => Lesson.Names();

    [Fact]
    public void EveryLessonHasBothLanguages() =>
        Assert.Equal(FilesOf("ko"), FilesOf("en"));

    [Theory]
    [MemberData(nameof(Names))]
    public void CellsHaveTheSameIdsKindsAndMetadata(string name)
    {
        var (korean, english) = (Lesson.Read("ko", name), Lesson.Read("en", name));
        Assert.Equal(korean.Cells.Select(cell => cell.Id), english.Cells.Select(cell => cell.Id));
        Assert.Equal(korean.Cells.Select(cell => cell.Kind), english.Cells.Select(cell => cell.Kind));
        foreach (var (one, other) in korean.Cells.Zip(english.Cells))
            Assert.True(JsonNode.DeepEquals(one.Metadata, other.Metadata), $"metadata of cell {one.Id} differ");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CodeIsTheSameButForComments(string name)
    {
        foreach (var (one, other) in CodeCells("ko", name).Zip(CodeCells("en", name)))
            Assert.Equal(Lesson.CodeOnly(one.Source), Lesson.CodeOnly(other.Source));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ProseIsInItsLanguage(string name)
    {
        foreach (var cell in Lesson.Read("en", name).Cells)
            Assert.False(Regex.IsMatch(cell.Source, @"\p{IsHangulSyllables}"), $"Korean in the English cell {cell.Id}");
        foreach (var cell in Lesson.Read("ko", name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
            Assert.True(Regex.IsMatch(cell.Source, @"\p{IsHangulSyllables}"), $"no Korean in the Korean cell {cell.Id}");
    }

    /// <summary>JupyterLab strikes out what stands between two single tildes, as in "0~255를 0~1로".</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void NoLineHasTwoTildes(string name)
    {
        foreach (var cell in Lesson.Read("ko", name).Cells.Where(cell => cell.Kind == CellKind.Markdown))
            foreach (var line in Regex.Replace(cell.Source, @"```.*?```|`[^`]*`|\$[^$]*\$", "", RegexOptions.Singleline).Split('\n'))
                Assert.True(line.Count(letter => letter == '~') < 2, $"cell {cell.Id}: {line}");
    }

    private static IEnumerable<Cell> CodeCells(string language, string name) =>
        Lesson.Read(language, name).Cells.Where(cell => cell.Kind == CellKind.Code);

    private static IEnumerable<string?> FilesOf(string language) =>
        Directory.EnumerateFiles(Path.Combine(Lesson.Root, "notebooks", language)).Select(Path.GetFileName).Order();
}
