using System.Text;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// An executed notebook as one HTML file that can be read anywhere: pictures, style and formulas are in it, and a policy in its
/// head keeps the browser from asking the network for anything.
/// </summary>
public static class Page
{
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    /// <returns>The page's language and title.</returns>
    public static (string Language, string Title) Write(Notebook executed, string path, PageOptions options)
    {
        var page = Render(executed, options);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(page, options)));
        return (page.Words.Language, page.Title);
    }

    public static string ToHtml(Notebook executed, PageOptions? options = null)
    {
        options ??= new();
        return ToHtml(Render(executed, options), options);
    }

    private static string ToHtml(RenderedPage page, PageOptions options) => PageFrame.Around(
        new PageFrame.Parts(
            Title: page.Title,
            Before: Home(options, page.Words) + Contents(page.Headings.Contents(), page.Words),
            Content: page.Content,
            Footer: $"<p>{page.Words.Made(options.Date, options.Duration)}</p>"),
        page.Words.Language);

    internal static RenderedPage Render(Notebook executed, PageOptions options)
    {
        var words = Words.In(Language(executed, options));
        var folder = options.Source is null ? null : Path.GetDirectoryName(Path.GetFullPath(options.Source));
        var headings = new Headings();
        using var colours = new CodeColours(folder);
        var cells = new CellHtml(new Prose(folder, words, headings, options.Reaches), colours, words);
        var shown = executed.Cells.Select(cell => new RenderedCell(cell, cells.Show(cell))).ToList();
        return new(words, Title(headings, options, words), headings, Failures(cells, words), shown);
    }

    /// <summary>The notebook's language: as told, as in its metadata, or as its folder is named; else English.</summary>
    public static string Language(Notebook notebook, PageOptions options)
    {
        var named = options.Language ?? TextLines.Join(notebook.Metadata["language"])
            ?? TextLines.Join(notebook.Metadata["lang"]);
        if (named is { Length: > 0 } && named.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return named;
        var folder = options.Source is null ? "" : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(options.Source)));
        return folder is "ko" or "en" ? folder : "en";
    }

    private static string Title(Headings headings, PageOptions options, Words words) =>
        headings.All.FirstOrDefault(heading => heading.Level == 1)?.Plain ?? options.Title
        ?? headings.All.FirstOrDefault()?.Plain ?? Path.GetFileNameWithoutExtension(options.Source) ?? words["Untitled"];

    private static string Home(PageOptions options, Words words) => options.Index is null ? ""
        : $"<header class=\"home\"><a href=\"{Html.Escape(options.Index)}\">← {words["AllPages"]}</a></header>\n";

    /// <summary>Open beside the text where there is room, else closed above it.</summary>
    internal static string Contents(string list, Words words) => list.Length == 0 ? "" : $"""
        <nav id="toc" aria-label="{words["Contents"]}"><details><summary>{words["Contents"]}</summary>{list}</details></nav>
        <script>document.querySelector("#toc details").open = matchMedia("(min-width: 76rem)").matches;</script>

        """;

    private static string Failures(CellHtml cells, Words words) => cells.FirstFailure is null ? ""
        : $"<p class=\"failed\" role=\"note\"><strong>{words["Stopped"]}</strong> <a "
        + $"href=\"#{cells.FirstFailure}\">{words["GoThere"]}</a></p>\n";
}

/// <summary>A notebook as HTML, without what is around it on a page.</summary>
/// <param name="Failure">Says that a cell failed; empty where none did.</param>
internal sealed record RenderedPage(
    Words Words, string Title, Headings Headings, string Failure, IReadOnlyList<RenderedCell> Cells)
{
    public string Content => Failure + string.Concat(Cells.Select(cell => cell.Html));
}

internal sealed record RenderedCell(Cell Cell, string Html);
