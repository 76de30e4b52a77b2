using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// Executed notebooks as a static site: for each language a start page, the lessons with the way from one to the next, and a
/// search. Every address in it is relative and nothing is asked of another server, so it works from a disk, and on a web
/// server under any path.
/// </summary>
public sealed class Site
{
    private readonly SiteFiles files = new();
    private readonly List<Lesson> lessons;
    private readonly List<string> languages;
    private readonly SiteFrame.Assets assets;

    private sealed record Lesson(SiteLesson Source, RenderedPage Rendered)
    {
        public string Language => Rendered.Words.Language;
        public string File => Source.Name + ".html";
        public string Path => $"{Language}/{File}";
    }

    private Site(IReadOnlyList<SiteLesson> sources)
    {
        if (sources.FirstOrDefault(source => SiteLesson.HoldsSolutions(source.Executed, source.Name)) is { } lab)
            throw new NotebookException(
                $"{lab.Name}: expected a lesson, found solutions or hidden tests in it, which a site must not show. Leave it "
                    + "out.");
        var paths = sources.Select(source => $"{Page.Language(source.Executed, source.Options)}/{source.Name}.html").ToHashSet();
        lessons = [.. sources
            .Select(source => new Lesson(
                source, Page.Render(source.Executed, source.Options with { Reaches = link => Reaches(paths, source, link) })))
            .OrderBy(lesson => lesson.Source.Name, StringComparer.Ordinal)];
        languages = [.. lessons.Select(lesson => lesson.Language).Distinct()
            .OrderByDescending(language => language, StringComparer.Ordinal)];
        assets = new(
            files.AddAsset("site", "css", PageFrame.Style("site.css")),
            files.AddAsset("look", "js", PageFrame.Resource("look.js")),
            files.AddAsset("search", "js", PageFrame.Resource("search.js")));
    }

    /// <summary>Writes the site, and removes what an earlier one in the same folder had and this one has not.</summary>
    /// <exception cref="NotebookException">A lesson holds solutions, the folder holds something else, or a file cannot be
    /// written.</exception>
    public static void Write(IReadOnlyList<SiteLesson> lessons, string folder)
    {
        var site = new Site(lessons);
        foreach (var language in site.languages)
            site.AddLanguage(language);
        site.files.Add("index.html", DoorPages.Start(site.languages));
        site.files.Add("404.html", DoorPages.NotFound(site.languages));
        site.files.Add(".nojekyll", ""); // GitHub Pages serves the files as they are
        site.files.Write(folder);
    }

    private void AddLanguage(string language)
    {
        var mine = lessons.Where(lesson => lesson.Language == language).ToList();
        var index = new SearchIndex();
        foreach (var lesson in mine)
            index.Add(lesson.File, lesson.Rendered);
        var search = files.AddAsset($"search-{language}", "js", index.ToScript());

        var start = new SiteFrame(assets, Words.In(language), search, Others(language, "index.html"));
        files.Add($"{language}/index.html",
            LessonsPage.ToHtml(start, [.. mine.Select(lesson => (lesson.Source, lesson.Rendered))]));
        for (var i = 0; i < mine.Count; i++)
            files.Add(mine[i].Path, ToHtml(mine, i, start with { Others = Others(language, mine[i].File) }));
    }

    private string ToHtml(List<Lesson> mine, int number, SiteFrame frame)
    {
        var (lesson, words) = (mine[number], frame.Words);
        var entries = mine.Select(other => other == lesson
            ? "<li><a href=\"#content\" "
            + $"aria-current=\"page\">{Html.Escape(other.Rendered.Title)}</a>{lesson.Rendered.Headings.Contents()}</li>"
            : $"<li><a href=\"{Html.Escape(other.File)}\">{Html.Escape(other.Rendered.Title)}</a></li>");
        return frame.Around(
            new(
                Title: $"{lesson.Rendered.Title} · {words["Course"]}",
                Before: Page.Contents($"<ol>{string.Concat(entries)}</ol>", lesson.Rendered.Words),
                Content: files.Share(lesson.Rendered.Content, "../"),
                Footer: $"<p>{lesson.Rendered.Words.Executed(lesson.Source.Options.Date, lesson.Source.Options.Duration)}</p>",
                After: $"<nav class=\"pager\" aria-label=\"{words["Around"]}\">"
                    + Step(mine, number - 1, "prev", words["Previous"])
                    + Step(mine, number + 1, "next", words["Next"]) + "</nav>\n"),
            LessonsPage.Lead(lesson.Rendered));
    }

    private static string Step(List<Lesson> mine, int number, string direction, string word) =>
        mine.ElementAtOrDefault(number) is not { } lesson ? ""
        : $"<a class=\"{direction}\" rel=\"{direction}\" href=\"{Html.Escape(lesson.File)}\"><span>{word}</span> "
        + $"{Html.Escape(lesson.Rendered.Title)}</a>";

    /// <summary>The same page in the other languages; where a lesson is not translated, that language's start page.</summary>
    private List<SiteFrame.Translation> Others(string language, string file) => [.. languages.Where(other => other != language)
        .Select(other => new SiteFrame.Translation(other,
            $"../{other}/{(lessons.Exists(lesson => lesson.Language == other && lesson.File == file) ? file : "index.html")}"))];

    private static bool Reaches(HashSet<string> paths, SiteLesson source, string link)
    {
        var file = Uri.UnescapeDataString(Regex.Replace(link, "[?#].*", ""));
        var from = $"/{Page.Language(source.Executed, source.Options)}/";
        return paths.Contains(
            new Uri(new Uri("https://site" + from), Uri.EscapeDataString(file).Replace("%2F", "/")).LocalPath[1..]);
    }
}
