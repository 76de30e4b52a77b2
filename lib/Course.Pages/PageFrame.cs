namespace Course.Pages;

/// <summary>What every page has around its content.</summary>
public static class PageFrame
{
    private static readonly Lazy<Look> alone = new(() => new(
        // Scripts and styles of the page itself may run; whatever would need the network may not.
        Policy: "default-src 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'none'; base-uri 'none'",
        Head: $"<style>\n{Style("alone.css")}</style>"));

    /// <param name="Before">What stands above the content.</param>
    /// <param name="After">What stands between content and footer.</param>
    public sealed record Parts(string Title, string Before, string Content, string Footer, string After = "");

    /// <summary>What the browser may load, and where styles and scripts are.</summary>
    public sealed record Look(string Policy, string Head);

    /// <param name="language">A language tag.</param>
    /// <param name="look">Null for a page that has everything in itself.</param>
    public static string Around(Parts parts, string language, Look? look = null) => $"""
        <!DOCTYPE html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{(look ?? alone.Value).Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Escape(parts.Title)}</title>
        <link rel="icon" href="data:,">
        {(look ?? alone.Value).Head}
        </head>
        <body>
        <a class="skip" href="#content">{Words.In(language)["Skip"]}</a>
        {parts.Before}<main id="content" tabindex="-1">
        {parts.Content}</main>
        {parts.After}<footer>{parts.Footer}</footer>
        <script>
        {Resource("scroll.js")}</script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>The styles of all pages, and one more.</summary>
    public static string Style(string last) =>
        string.Join('\n', new[] { "colours.css", "page.css", "cells.css", last }.Select(Resource));

    public static string Resource(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream($"Course.Pages.Style.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
