namespace Course.Notebooks;

/// <summary>What every page has around its content.</summary>
internal static class PageFrame
{
    /// <summary>Scripts and styles of the page itself may run; whatever would need the network may not.</summary>
    private const string policy = "default-src 'unsafe-inline' 'unsafe-eval' data: blob:; form-action 'none'; base-uri 'none'";

    private static readonly Lazy<string> style = new(() => string.Join('\n',
        new[] { "colours.css", "page.css", "cells.css" }.Select(Resource)));

    public sealed record Parts(string Title, string Before, string Content, string Footer);

    public static string Around(Parts parts, Words words) => $"""
        <!DOCTYPE html>
        <html lang="{words.Language}">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Escape(parts.Title)}</title>
        <link rel="icon" href="data:,">
        <style>
        {style.Value}</style>
        </head>
        <body>
        <a class="skip" href="#content">{words.Skip}</a>
        {parts.Before}<main id="content" tabindex="-1">
        {parts.Content}</main>
        <footer>{parts.Footer}</footer>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Resource(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream($"Course.Notebooks.Pages.Style.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
