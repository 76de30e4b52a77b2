using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>A language's start page: its lessons, what each is about, and its sections.</summary>
internal static class LessonsPage
{
    /// <summary>A kernel on an image, drawn in the colours of the page.</summary>
    private const string Emblem = """
        <svg class="emblem" viewBox="0 0 154 98" aria-hidden="true">
        <defs><pattern id="cells" width="14" height="14" patternUnits="userSpaceOnUse">
        <path d="M.5 14V.5H14" fill="none" stroke="var(--line)"/></pattern></defs>
        <rect width="98.5" height="98.5" fill="url(#cells)"/><path d="M.5 98h98V.5" fill="none" stroke="var(--line)"/>
        <rect x="28.5" y="14.5" width="42" height="42" fill="var(--link)" fill-opacity=".14"
        stroke="var(--link)" stroke-width="1.5"/>
        <path d="M70.5 14.5 126.5 35.5M70.5 56.5 126.5 49.5" stroke="var(--link)" stroke-opacity=".45"/>
        <rect x="126.5" y="35.5" width="14" height="14" fill="var(--link)"/></svg>
        """;

    public static string ToHtml(SiteFrame frame, IReadOnlyList<(SiteLesson Source, RenderedPage Page)> lessons)
    {
        var words = frame.Words;
        return frame.Around(
            new(
                Title: words["Course"],
                Before: "",
                Content: $"""
                    <div class="start"><h1>{Html.Escape(words["Course"])}</h1>
                    <p>{Html.Escape(words["About"])}</p>
                    {Emblem}</div>
                    <h2 class="unseen">{words["Lessons"]}</h2>
                    <ol class="lessons">
                    {string.Concat(lessons.Select(lesson => Entry(lesson.Source, lesson.Page, words)))}</ol>

                    """,
                Footer: $"<p>{words.Executed(lessons.Max(lesson => lesson.Source.Options.Date), null)}</p>"),
            words["About"]);
    }

    /// <summary>The first paragraph of a lesson.</summary>
    public static string Lead(RenderedPage page) => page.Cells
        .Where(cell => cell.Cell.Kind == CellKind.Markdown)
        .Select(cell => Regex.Match(cell.Html, "<p>(.*?)</p>", RegexOptions.Singleline))
        .FirstOrDefault(paragraph => paragraph.Success) is { } first ? Html.Text(first.Groups[1].Value) : "";

    private static string Entry(SiteLesson lesson, RenderedPage page, Words words)
    {
        var link = Html.Escape(lesson.Name + ".html");
        var sections = string.Concat(page.Headings.All.Where(heading => heading.Level == 2)
            .Select(heading => $"<li><a href=\"{link}#{Html.Escape(heading.Id)}\">{heading.Html}</a></li>"));
        return $"""
            <li><h3><a href="{link}">{Html.Escape(page.Title)}</a></h3>
            {(lesson.Passed ? "" : $"<p class=\"failed\">{words["LessonFailed"]}</p>")}
            <p>{Html.Escape(Lead(page))}</p>
            {(sections == "" ? "" : $"<details><summary>{words["InThis"]}</summary><ul>{sections}</ul></details>")}</li>

            """;
    }
}
