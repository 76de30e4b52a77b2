using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Interactive.Tests;

/// <summary>What a lesson says of its outputs, as an expression over the lesson's own variables: tests/Fixtures/claims has a list a lesson.</summary>
/// <param name="Text">What is said, in English.</param>
/// <param name="Prose">The cell that says it.</param>
/// <param name="Cell">The code cell after which it must hold.</param>
internal sealed record Claim([property: JsonPropertyName("claim")] string Text, string Prose, string Cell, string Holds)
{
    public static IReadOnlyList<Claim> Of(Notebook notebook)
    {
        var file = Path.Combine(Notebook.Root, "tests", "Fixtures", "claims", notebook.Name + ".json");
        if (!File.Exists(file))
            return [];
        var claims = JsonSerializer.Deserialize<List<Claim>>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
        Assert.All(claims, claim => Assert.Contains(claim.Prose, notebook.Prose.Concat(notebook.Cells).Select(cell => cell.Id)));
        Assert.All(claims, claim => Assert.Contains(claim.Cell, notebook.Cells.Select(cell => cell.Id)));
        return claims;
    }
}
