using Microsoft.DotNet.Interactive.Events;

namespace Course.Interactive.Tests;

/// <summary>Every lesson, then the solutions of its exercises, and every lab's solution in the host's own engine.</summary>
[Collection(OneAfterAnother.Name)]
public sealed class LessonTests
{
    // Minutes, and cell for cell the code of the English ones: a test of Course.Notebooks compares them. .ci/run runs them in the kit's own engine.
    private static readonly Notebook[] again =
        [new("ko", "5.2-fashion-mnist"), new("ko", "5.3-transfer-learning"), new("ko", "5.4-explainable-cnn"), new("ko", "5.5-trusting-explanations")];

    public static TheoryData<string, string> Notebooks() => Data(Notebook.All().Except(again));

    public static TheoryData<string, string> TheSameAgain() => Data(again);

    [Theory]
    [MemberData(nameof(Notebooks))]
    public Task RunsWithoutFailureAndWithoutWarning(string language, string name) => Run(language, name);

    [Theory(Explicit = true)]
    [MemberData(nameof(TheSameAgain))]
    public Task RunsInTheOtherLanguageToo(string language, string name) => Run(language, name);

    private static TheoryData<string, string> Data(IEnumerable<Notebook> notebooks) => [.. notebooks.Select(notebook => (notebook.Language, notebook.Name))];

    private static async Task Run(string language, string name)
    {
        var notebook = new Notebook(language, name);
        var claims = Claim.Of(notebook);
        using var session = new Session(language);
        foreach (var (id, code) in notebook.Cells.Concat(notebook.Solutions))
        {
            var events = await session.Run(code);
            Assert.True(!Session.Faults(events).Any(), $"cell {id}:\n{string.Join('\n', Session.Faults(events))}");
            if (code.Contains("trainer.Fit(", StringComparison.Ordinal))
                AssertLive(events);
            foreach (var claim in claims.Where(claim => claim.Cell == id))
                Assert.True(await session.Holds(claim.Holds), $"cell {claim.Prose} says \"{claim.Text}\", but after {id} this is not so: {claim.Holds}");
        }
    }

    /// <summary>A training is shown, replaced in its place, and left as it ended.</summary>
    private static void AssertLive(IReadOnlyList<KernelEvent> events)
    {
        var updates = events.OfType<DisplayedValueUpdated>().ToLookup(update => update.ValueId);
        var trainings = events.OfType<DisplayedValueProduced>().Where(shown => Html(shown).Contains("progressbar", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(trainings);
        Assert.All(trainings, shown => Assert.True(updates[shown.ValueId].Count() >= 2, $"{updates[shown.ValueId].Count()} updates"));
        Assert.All(trainings, shown => Assert.Contains("aria-valuenow=\"100\"", Html(updates[shown.ValueId].Last()), StringComparison.Ordinal));
    }

    private static string Html(DisplayEvent shown) => shown.FormattedValues.Single(value => value.MimeType == "text/html").Value;
}

/// <summary>The host keeps its formatters and its working directory for the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAfterAnother
{
    public const string Name = "one after another";
}
