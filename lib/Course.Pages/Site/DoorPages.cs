using System.Text.Json;

namespace Course.Pages;

/// <summary>
/// The pages outside any language: the site's first page, which leads on to the reader's language, and the one a web server shows
/// for an address that is none. Both have their style in them and can be read without scripts.
/// </summary>
internal static class DoorPages
{
    public static string Start(IReadOnlyList<string> languages) => Page(
        languages[0],
        Words.In(languages[0])["Course"],
        languages.Select(Words.In).Select(words => $"""
            <section class="door" lang="{words.Language}"><h1>{Html.Escape(words["Course"])}</h1>
            <p>{Html.Escape(words["About"])}</p>
            <p><a href="{words.Language}/index.html" hreflang="{words.Language}">{Html.Escape(words.Name())}</a></p></section>

            """),
        $$"""
        <script>
        (() => {
          const here = {{JsonSerializer.Serialize(languages)}};
          let chosen = null;
          try { chosen = localStorage.getItem("course-language"); } catch { /* storage is off */ }
          const wanted = [chosen, ...navigator.languages.map(language => language.split("-")[0])];
          const found = wanted.find(language => here.includes(language));
          location.replace((found ?? (here.includes("en") ? "en" : here[0])) + "/index.html");
        })();
        </script>

        """);

    /// <summary>
    /// Shown at the address that was asked for, so its relative links start there. In the folders the site has, index.html is
    /// right; for any other the script looks which folder above holds the site.
    /// </summary>
    public static string NotFound(IReadOnlyList<string> languages) => Page(
        languages[0],
        Words.In(languages[0])["NoPage"],
        languages.Select(Words.In).Select(words => $"""
            <section class="door" lang="{words.Language}"><h1>{words["NoPage"]}</h1>
            <p>{words["NoPageAdvice"]} <a href="index.html" data-language="{words.Language}">{words["ToStart"]}</a></p></section>

            """),
        """
        <script>
        (async () => {
          const links = document.querySelectorAll("a[data-language]");
          for (let folder = new URL(".", location); ; folder = new URL("..", folder)) {
            const start = link => new URL(link.dataset.language + "/index.html", folder);
            if ((await fetch(start(links[0]), { method: "HEAD" })).ok) {
              for (const link of links) link.href = start(link);
              return;
            }
            if (folder.pathname === "/") {
              return;
            }
          }
        })().catch(() => { /* the links stay as they are */ });
        </script>

        """);

    private static string Page(string language, string title, IEnumerable<string> sections, string script) => PageFrame.Around(
        new(title, Before: "", Content: string.Concat(sections), Footer: "", After: script),
        language,
        new(SiteFrame.Policy, $"<style>\n{PageFrame.Style("site.css")}</style>"));
}
