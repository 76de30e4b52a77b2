using System.Text;
using Course.Notebooks;

namespace Course.Pages;

/// <param name="Link">The page's address, seen from the index.</param>
/// <param name="Language">A language tag; pages are grouped by it.</param>
/// <param name="Title">The notebook's title.</param>
/// <param name="Passed">Whether every cell ran without an error.</param>
/// <param name="Duration">How long the notebook ran.</param>
public sealed record IndexEntry(string Link, string Language, string Title, bool Passed, TimeSpan Duration);

/// <summary>The page over all pages of a run.</summary>
public static class IndexPage
{
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public static void Write(IReadOnlyList<IndexEntry> entries, string path, DateTimeOffset? date = null) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(entries, date)));

    public static string ToHtml(IReadOnlyList<IndexEntry> entries, DateTimeOffset? date = null)
    {
        var failed = entries.Count(entry => !entry.Passed);
        var counted = $"{entries.Count} {(entries.Count == 1 ? "notebook" : "notebooks")}, "
            + (failed == 0 ? "all passed." : $"{failed} failed.");
        var groups = entries.GroupBy(entry => entry.Language).OrderByDescending(group => group.Key, StringComparer.Ordinal);
        return PageFrame.Around(
            new PageFrame.Parts(
                Title: "Course notebooks",
                Before: "",
                Content: $"""
                    <div class="prose"><h1>Course notebooks</h1>
                    <p>{counted}</p></div>
                    {string.Concat(groups.Select(Group))}
                    """,
                Footer: $"<p>{Words.In("en").Made(date ?? DateTimeOffset.Now, null)}</p>"),
            "en");
    }

    private static string Group(IGrouping<string, IndexEntry> group)
    {
        var words = Words.In(group.Key);
        var rows = group.OrderBy(entry => entry.Link, StringComparer.Ordinal).Select(entry => $"""
            <tr><th scope="row"><a href="{Html.Escape(entry.Link)}">{Html.Escape(entry.Title)}</a></th>
            <td class="{(entry.Passed ? "ok" : "bad")}">{(entry.Passed ? "✓ " + words["Passed"] : "✗ " + words["Failed"])}</td>
            <td class="time">{words.Time(entry.Duration)}</td></tr>

            """);
        return $"""
            <section lang="{Html.Escape(group.Key)}" class="prose"><h2>{Html.Escape(words.Name())}</h2>
            <table class="index"><thead><tr><th scope="col">{words["Notebook"]}</th>
            <th scope="col">{words["Result"]}</th><th scope="col">{words["Time"]}</th></tr></thead>
            <tbody>{string.Concat(rows)}</tbody></table></section>

            """;
    }
}
