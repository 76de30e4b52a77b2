using System.Text;
using System.Text.RegularExpressions;

namespace Course.Pages;

/// <summary>A heading; its HTML is without links, for the table of contents.</summary>
internal sealed record Heading(int Level, string Id, string Html, string Plain);

/// <summary>The headings of a page in order, each with an id that no other has.</summary>
internal sealed class Headings
{
    private readonly HashSet<string> taken = ["content", "toc"];

    public List<Heading> All { get; } = [];

    public string Id(string text)
    {
        var slug = Slug(text);
        var id = slug;
        for (var i = 1; !taken.Add(id); i++)
            id = $"{slug}-{i}";
        return id;
    }

    /// <summary>
    /// GitHub's and VS Code's anchor. Jupyter's differs only in capitals and punctuation, so links written for it are led
    /// through here too.
    /// </summary>
    public static string Slug(string text)
    {
        var slug = Regex.Replace(Regex.Replace(text.Trim().ToLowerInvariant(), @"[^\p{L}\p{Nd}\s_-]", ""), @"\s", "-");
        return slug.Length == 0 ? "section" : slug;
    }

    /// <summary>The table of contents: the second and third level, as the first is the page's title.</summary>
    public string Contents()
    {
        var list = new StringBuilder();
        var deep = false;
        var any = false;
        foreach (var heading in All.Where(heading => heading.Level is 2 or 3))
        {
            var nested = heading.Level == 3 && any;
            if (nested && !deep)
                list.Append("<ol>");
            else if (!nested && deep)
                list.Append("</ol></li>");
            else if (any)
                list.Append("</li>");
            list.Append($"<li><a href=\"#{Html.Escape(heading.Id)}\">{heading.Html}</a>");
            (deep, any) = (nested, true);
        }
        return any ? $"<ol>{list}{(deep ? "</li></ol>" : "")}</li></ol>" : "";
    }
}
