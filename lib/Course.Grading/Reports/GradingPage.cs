using Course.Pages;

namespace Course.Grading;

/// <summary>The look of the grader's pages: that of the lessons' pages, and a few rules more.</summary>
internal static class GradingPage
{
    private static readonly Lazy<string> style = new(() =>
    {
        using var stream = typeof(GradingPage).Assembly.GetManifestResourceStream("Course.Grading.Reports.Style.grades.css")!;
        return new StreamReader(stream).ReadToEnd();
    });

    public static string Around(string title, string content, Words words, DateTimeOffset made) => PageFrame.Around(
        new PageFrame.Parts(title, "", $"<style>{style.Value}</style>\n{content}", $"<p>{words["Made", made]}</p>"),
        words.Language);

    public static string Pre(string look, string text, string label) => text.Length == 0 ? ""
        : $"<pre class=\"{look}\" tabindex=\"0\" role=\"group\" "
        + $"aria-label=\"{Html.Escape(label)}\">{Html.Escape(text.TrimEnd())}</pre>\n";
}
