using System.Text;
using Course.Pages;
using static Course.Pages.Html;

namespace Course.Grading;

/// <summary>
/// What a learner gets back: points, the answers as they were graded, and what the public tests say. Nothing of a hidden test.
/// </summary>
internal static class FeedbackPage
{
    public static string Html(GradeResult result)
    {
        var words = Words.In(result.Language);
        var content = new StringBuilder(
            $"<div class=\"prose\"><h1>{Escape(words["Feedback", result.Lab])}</h1>\n<p>{Escape(result.Student)}</p>\n");
        content.Append($"<p class=\"total\">{words["Of", result.Score, result.MaximumScore]}</p>\n");
        if (result.Fault is { } fault)
            content.Append($"<p class=\"failed\">{Escape(fault)}</p>\n");
        foreach (var note in result.Notes) content.Append($"<p class=\"failed\">{Escape(note)}</p>\n");
        content.Append("</div>\n");
        foreach (var exercise in result.Fault is null ? result.Exercises : []) content.Append(Exercise(exercise, words));
        return GradingPage.Around(
            $"{words["Feedback", result.Lab]} ({result.Student})", content.ToString(), words, result.Graded);
    }

    private static string Exercise(ExerciseResult exercise, Words words)
    {
        var html = new StringBuilder("<section class=\"exercise\">");
        var got = exercise.Score is { } score ? words["Of", score, exercise.Points] : words["Waits"];
        if (exercise.Outcome != Outcome.ByHand)
            got += $" · {words.Name(exercise.Outcome)}";
        html.Append($"<h2>{Escape(exercise.Title)} <span class=\"got\">{got}</span></h2>\n");
        var said = words.Explanation(exercise);
        html.Append(GradingPage.Pre("said", said, words["Exercise"]));
        foreach (var answer in exercise.Answers)
        {
            html.Append($"<p class=\"label\">{words["Answer"]}: <code>{Escape(answer.GradeId)}</code></p>\n");
            html.Append(answer.IsCode
                ? $"<pre class=\"code\" tabindex=\"0\"><code>{AnswerTokens.Html(answer.Source)}</code></pre>\n"
                : GradingPage.Pre("plain", answer.Source, words["Answer"]));
            if (answer.Error is { } error && !said.Contains(error, StringComparison.Ordinal))
                html.Append(GradingPage.Pre("said", error, words["Answer"]));
            if (answer.Output.Length > 0)
                html.Append($"<p class=\"label\">{words["Printed"]}</p>\n")
                    .Append(GradingPage.Pre("plain", answer.Output, words["Printed"]));
        }
        return html.Append("</section>\n").ToString();
    }
}
