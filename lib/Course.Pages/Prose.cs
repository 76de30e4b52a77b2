using Course.Notebooks;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Pages;

/// <summary>Markdown as HTML: GitHub's tables and task lists, footnotes, and formulas.</summary>
internal sealed class Prose(string? folder, Words words, Headings headings, Func<string, bool>? reaches = null)
{
    // A single ~ stays a ~: in Korean it stands between two numbers (0~255), and Jupyter knows no subscripts.
    private static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks()
        .UseFigures().Build();

    private int footnoteTexts;

    /// <summary>What formulas of this page have defined.</summary>
    public TexMacros Macros { get; } = new();

    public string ToHtml(string markdown, Cell? cell = null)
    {
        var (text, formulas) = Formulas.TakenFrom(markdown);
        try
        {
            var document = Markdown.Parse(text, pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
                Note(heading, formulas);
            var html = Render(renderer => renderer.Render(document));
            if (text.Contains("[^", StringComparison.Ordinal))
                html = OwnFootnotes(html);
            return new HtmlFilter(formulas, Macros, new Pictures(folder, cell, words), reaches).Run(html);
        }
        catch (ArgumentException) // Markdig's answer to thousands of nested quotes or brackets
        {
            return $"<pre>{Html.Escape(markdown)}</pre>";
        }
    }

    private void Note(HeadingBlock heading, IReadOnlyList<Formula> formulas)
    {
        var plain = Render(renderer =>
        {
            renderer.EnableHtmlForInline = false;
            renderer.WriteLeafInline(heading);
        });
        var source = System.Net.WebUtility.HtmlDecode(plain);
        for (var i = 0; i < formulas.Count; i++)
            source = source.Replace($"{Formulas.Open}{i}{Formulas.Close}", formulas[i].Source);
        var id = headings.Id(source);
        heading.GetAttributes().Id = id;
        headings.All.Add(
            new(heading.Level, id, new HtmlFilter(formulas, Macros, new Pictures(null, null, words)).Run(plain), source));
    }

    /// <summary>Every cell counts its footnotes from one; on the page their ids must differ.</summary>
    private string OwnFootnotes(string html)
    {
        footnoteTexts++;
        return html.Replace("\"fn:", $"\"fn{footnoteTexts}:").Replace("\"fnref:", $"\"fnref{footnoteTexts}:")
            .Replace("\"#fn:", $"\"#fn{footnoteTexts}:").Replace("\"#fnref:", $"\"#fnref{footnoteTexts}:");
    }

    private static string Render(Action<HtmlRenderer> render)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        pipeline.Setup(renderer);
        render(renderer);
        writer.Flush();
        return writer.ToString();
    }
}
