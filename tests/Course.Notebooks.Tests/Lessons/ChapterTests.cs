using System.Text.Json;

namespace Course.Notebooks.Tests.Lessons;

/// <summary>Every point of the chapter has its cell, in the chapter's order: tests/Fixtures/chapter holds the table.</summary>
public class ChapterTests
{
    private static readonly string Tables = Path.Combine(Lesson.Root, "tests", "Fixtures", "chapter");

    public static TheoryData<string> Names() =>
        [.. Lesson.Names().Select(row => row.Data).Where(name => !name.EndsWith("-lab", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPointHasItsCellsInOrder(string name)
    {
        var points = JsonSerializer.Deserialize<List<Point>>(
            File.ReadAllText(Path.Combine(Tables, name + ".json")), JsonSerializerOptions.Web)!;
        var order = Lesson.Read("ko", name).Cells.Select((cell, index) => (cell.Id, index)).ToDictionary(cell => cell.Id!, cell => cell.index);
        Assert.NotEmpty(points);
        Assert.All(points, point => Assert.All(point.Cells, cell => Assert.True(order.ContainsKey(cell), $"{point.Text}: no cell {cell}")));
        foreach (var (before, after) in points.Zip(points.Skip(1)))
            Assert.True(order[before.Cells[0]] <= order[after.Cells[0]], $"\"{after.Text}\" comes before \"{before.Text}\"");
    }

    private sealed record Point([property: System.Text.Json.Serialization.JsonPropertyName("point")] string Text, string[] Cells);
}
