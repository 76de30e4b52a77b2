namespace Course.Pages;

/// <summary>What pages of the site have around their content: head, bar, contents, and the way on.</summary>
/// <param name="Search">The path of the language's search index.</param>
/// <param name="Others">The same page in the other languages.</param>
internal sealed record SiteFrame(SiteFrame.Assets Shared, Words Words, string Search, IReadOnlyList<SiteFrame.Translation> Others)
{
    /// <param name="Language">A language tag.</param>
    /// <param name="Link">Its address, seen from the page.</param>
    public sealed record Translation(string Language, string Link);

    /// <summary>Paths of the styles and scripts that all pages share.</summary>
    public sealed record Assets(string Style, string Look, string Search);

    /// <summary>
    /// file: lets pages that are opened from a disk load the site's own files; pages from the web may not load files.
    /// </summary>
    public const string Policy =
        "default-src 'self' file: 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'none'; base-uri 'none'";

    /// <summary>A picture of a sun and of a moon; the style shows the one that the button leads to.</summary>
    private const string LookIcon = """
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"
        fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round">
        <path class="moon" d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>
        <g class="sun"><circle cx="12" cy="12" r="4"/>
        <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"/>
        <path d="M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/></g></svg>
        """;

    private const string SearchIcon = """
        <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"
        fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round">
        <circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>
        """;

    public string Around(PageFrame.Parts parts, string description) => PageFrame.Around(
        parts with { Before = Bar() + parts.Before },
        Words.Language,
        new(Policy, Head(description)));

    private string Head(string description) =>
        (description.Length > 0 ? $"<meta name=\"description\" content=\"{Html.Escape(description)}\">\n" : "")
        + string.Concat(Others.Select(other =>
            $"<link rel=\"alternate\" hreflang=\"{Html.Escape(other.Language)}\" href=\"{Html.Escape(other.Link)}\">\n"))
        + $"""
            <link rel="stylesheet" href="../{Shared.Style}">
            <script src="../{Shared.Look}"></script>
            <script src="../{Shared.Search}" defer></script>
            """;

    private string Bar()
    {
        var languages = string.Concat(Others.Select(other =>
            $"<li><a href=\"{Html.Escape(other.Link)}\" hreflang=\"{other.Language}\" "
            + $"lang=\"{other.Language}\">{Html.Escape(Words.In(other.Language).Name())}</a></li>"));
        if (languages.Length > 0)
            languages = $"<nav class=\"languages\" aria-label=\"{Words["Languages"]}\"><ul>{languages}</ul></nav>";
        return $"""
            <header class="bar">
            <a class="course" href="index.html">{Html.Escape(Words["Course"])}</a>
            <button type="button" id="search-button" hidden data-index="../{Search}" data-words="{Html.Escape(SearchWords())}">
            {SearchIcon}<span>{Words["Search"]}</span><kbd aria-hidden="true">Ctrl K</kbd></button>
            {languages}
            <button type="button" id="look-button" hidden aria-label="{Words["Dark"]}" title="{Words["Dark"]}">{LookIcon}</button>
            </header>

            """;
    }

    private string SearchWords() => System.Text.Json.JsonSerializer.Serialize(new
    {
        title = Words["SearchLessons"],
        hint = Words["SearchHint"],
        close = Words["Close"],
        nothing = Words["Nothing"],
        found = Words["Found", "{0}"],
        foundOne = Words["FoundOne"],
        notLoaded = Words["NotLoaded"],
    });
}
