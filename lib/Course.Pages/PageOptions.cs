namespace Course.Pages;

/// <summary>What a page says about its notebook that the notebook itself does not hold.</summary>
public sealed record PageOptions
{
    /// <summary>
    /// Where the notebook lies: relative pictures start in its folder, whose name (ko, en) may tell the language.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Shown where the notebook has no heading of the first level.</summary>
    public string? Title { get; init; }

    /// <summary>A language tag, instead of the one in the notebook's metadata or folder.</summary>
    public string? Language { get; init; }

    /// <summary>When it ran.</summary>
    public DateTimeOffset Date { get; init; } = DateTimeOffset.Now;

    public TimeSpan? Duration { get; init; }

    /// <summary>Link to the page over all pages.</summary>
    public string? Index { get; init; }

    /// <summary>
    /// Whether a relative address leads to a page; links that lead nowhere become plain text. Null lets all be links.
    /// </summary>
    public Func<string, bool>? Reaches { get; init; }
}
