using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Notebooks.Tests.Lessons;

namespace Course.Pages.Tests;

/// <summary>The tables of words of all libraries: complete in each language, and no larger than what the code says.</summary>
public partial class WordsTests
{
    private static readonly JsonSerializerOptions strict = new() { AllowDuplicateProperties = false };

    public static TheoryData<string> Folders => [.. Directory
        .EnumerateFiles(Path.Combine(Lesson.Root, "lib"), "words.en.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Lesson.Root, Path.GetDirectoryName(file)!))];

    [Fact]
    public void PagesGradingAndNotebooksEachHaveTables() => Assert.Equal(3, Folders.Count);

    [Theory, MemberData(nameof(Folders))]
    public void EveryTextExistsInBothLanguages(string folder)
    {
        var (korean, english) = (Table(folder, "ko"), Table(folder, "en"));
        Assert.Equal(english.Keys, korean.Keys);
        Assert.All(english, text => Assert.Subset(Places(text.Value), Places(korean[text.Key])));
        Assert.All(english, text => Assert.DoesNotMatch("[가-힣]", text.Value));
        Assert.All(korean.Where(text => text.Key != "Failure"), text => Assert.Matches("[가-힣]", text.Value));
    }

    [Theory, MemberData(nameof(Folders))]
    public void CodeAsksForWhatTheTableHasAndForNothingElse(string folder)
    {
        string[] speakers = folder.EndsWith("Drawings", StringComparison.Ordinal) ? [folder, "lib/Course.Vision"] : [folder];
        var code = string.Concat(speakers
            .SelectMany(one => Directory.EnumerateFiles(Path.Combine(Lesson.Root, one), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Generated().IsMatch(file)).Select(File.ReadAllText));
        var asked = Asked().Matches(code).Select(match => match.Groups["key"].Value).ToHashSet();
        var table = Table(folder, "en");
        Assert.Subset(table.Keys.ToHashSet(), asked);
        Assert.All(table.Keys.Where(key => !key.StartsWith("Outcome.", StringComparison.Ordinal)), key => Assert.Contains($"\"{key}\"", code));
    }

    [Fact]
    public void EachTermOfTheFieldStandsOnceAndIsKorean()
    {
        var terms = Table("lib/Course.Drawings", "ko", "terms");
        Assert.Equal(terms.Count, terms.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(terms, term => Assert.Matches("[가-힣]", term.Value));
    }

    private static SortedDictionary<string, string> Table(string folder, string language, string kind = "words") =>
        JsonSerializer.Deserialize<SortedDictionary<string, string>>(
        File.ReadAllText(Path.Combine(Lesson.Root, folder, $"{kind}.{language}.json")), strict)!;

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d)(:[^}]*)?\}")]
    private static partial Regex Place();

    [GeneratedRegex("""[wW]ords(\.Here)?\["(?<key>[\w.]+)"|(?<=[wW]ords(\.Here)?\[[^\]"]*"\w+" : )"(?<key>[\w.]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Generated();
}
