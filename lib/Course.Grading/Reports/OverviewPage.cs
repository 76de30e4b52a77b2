using System.Text;
using Course.Pages;
using static Course.Pages.Html;

namespace Course.Grading;

/// <summary>
/// The teacher's page over all submissions: who, how many points, which exercise is hard, what took long, what is alike.
/// </summary>
internal static class OverviewPage
{
    private const int bins = 10;

    public static string Html(Lab lab, IReadOnlyList<GradeResult> results)
    {
        var words = Words.In(lab.Language);
        var graded = results.Where(result => result.Fault is null).ToList();
        var waiting = graded.Count(result => result.WaitsForAPerson);
        var content = $"""
            <div class="prose"><h1>{Escape(words["Overview", lab.Name])}</h1>
            <p>{words["Summary", results.Count, graded.Count]}{(waiting > 0 ? words["Waiting", waiting] : "")}</p></div>
            <h2>{words["Distribution"]}</h2>
            {Distribution(graded, lab.MaximumScore, words)}
            <h2>{words["Difficulty"]}</h2>
            {Difficulty(lab, graded, words)}
            <h2>{words["Learners"]}</h2>
            {Learners(results, words)}
            <h2>{words["Slowest"]}</h2>
            {Slowest(graded, words)}
            <h2>{words["Similar"]}</h2>
            {Similar(lab, graded, words)}

            """;
        return GradingPage.Around(words["Overview", lab.Name], content, words, results.Select(result => result.Graded)
            .DefaultIfEmpty(DateTimeOffset.UtcNow).Max());
    }

    private static string Distribution(List<GradeResult> results, double most, Words words)
    {
        var counts = new int[bins];
        foreach (var result in results) counts[Math.Clamp((int)(result.Score / Math.Max(most, 1e-9) * bins), 0, bins - 1)]++;
        var highest = Math.Max(1, counts.Max());
        var svg = new StringBuilder();
        for (var i = 0; i < bins; i++)
        {
            var (x, height) = (30 + i * 57, 110.0 * counts[i] / highest);
            svg.Append($"<rect x=\"{x}\" y=\"{130 - height:0.#}\" width=\"49\" height=\"{height:0.#}\" rx=\"2\"/>");
            if (counts[i] > 0)
                svg.Append($"<text x=\"{x + 24}\" y=\"{124 - height:0.#}\">{counts[i]}</text>");
            svg.Append($"<text x=\"{x - 4}\" y=\"147\">{most * i / bins:0.#}</text>");
        }
        var text = string.Join(", ", counts.Select((count, i) => $"{most * i / bins:0.#}-{most * (i + 1) / bins:0.#}: {count}"));
        return "<svg class=\"bars\" viewBox=\"0 0 620 154\" role=\"img\" "
            + $"aria-label=\"{Escape($"{words["Distribution"]}: {text}")}\">{svg}<text x=\"600\" "
            + $"y=\"147\">{most:0.#}</text></svg>";
    }

    private static string Difficulty(Lab lab, List<GradeResult> results, Words words)
    {
        var rows = new StringBuilder();
        foreach (var exercise in lab.Exercises)
        {
            var all = results.SelectMany(result => result.Exercises).Where(result => result.GradeId == exercise.GradeId).ToList();
            var scored = all.Where(result => result.Score is not null).ToList();
            var mean = scored.Count == 0 ? "–" : $"{scored.Average(result => result.Score!.Value):0.00} / {exercise.Points:0.##}";
            rows.Append($"<tr><th scope=\"row\">{Escape(exercise.Title)} <code>{Escape(exercise.GradeId)}</code></th>"
                + $"<td class=\"number\">{mean}</td><td>{Shares(all, words)}</td></tr>\n");
        }
        Outcome[] shown = [Outcome.Passed, Outcome.Partial, Outcome.Failed, Outcome.NotRun];
        var key = string.Concat(shown.Select(outcome => $"<span><i class=\"{Look(outcome)}\"></i>{words.Name(outcome)}</span>"));
        return $"""
            <p class="key">{key}</p>
            <table class="grades"><thead><tr><th scope="col">{words["Exercise"]}</th>
            <th scope="col" class="number">{words["Mean"]}</th><th scope="col"></th></tr></thead>
            <tbody>{rows}</tbody></table>
            """;
    }

    private static string Shares(List<ExerciseResult> all, Words words)
    {
        if (all.Count == 0 || all[0].Outcome == Outcome.ByHand)
            return words.Name(Outcome.ByHand);
        var groups = all.GroupBy(result => result.Outcome).OrderBy(group => group.Key).ToList();
        var text = Escape(string.Join(", ", groups.Select(group => $"{words.Name(group.Key)}: {group.Count()}")));
        var bars = groups.Select(group =>
            $"<span class=\"{Look(group.Key)}\" style=\"width:{100.0 * group.Count() / all.Count:0.##}%\"></span>");
        return $"<div class=\"shares\" role=\"img\" aria-label=\"{text}\" title=\"{text}\">{string.Concat(bars)}</div>";
    }

    private static string Learners(IEnumerable<GradeResult> results, Words words)
    {
        var rows = string.Concat(results.Select(result => Learner(result, words)));
        return $"""
            <table class="grades"><thead><tr><th scope="col">{words["Learner"]}</th>
            <th scope="col" class="number">{words["Points"]}</th><th scope="col">{words["Note"]}</th></tr></thead>
            <tbody>{rows}</tbody></table>
            """;
    }

    private static string Learner(GradeResult result, Words words)
    {
        var page = $"feedback/{Uri.EscapeDataString(ResultFolder.FileName(result.Student))}.html";
        var points = $"{result.Score:0.##} / {result.MaximumScore:0.##}{(result.WaitsForAPerson ? " + ?" : "")}";
        return $"""
            <tr><th scope="row"><a href="{page}">{Escape(result.Student)}</a></th>
            <td class="number{(result.Fault is null ? "" : " bad")}">{(result.Fault is null ? points : words["NotGraded"])}</td>
            <td class="note">{Escape(result.Fault ?? string.Join(" ", result.Notes.Concat(Remarks(result))))}</td></tr>

            """;
    }

    // What the teacher should see at once: code that was not run, and why.
    private static IEnumerable<string> Remarks(GradeResult result) =>
        result.Exercises.Where(exercise => exercise.Outcome == Outcome.NotRun && exercise.Message.Length > 0)
        .Select(exercise => $"{exercise.GradeId}: {FirstLine(exercise.Message)}");

    private static string FirstLine(string text) =>
        text.Split('\n')[0] is var line && line.Length > 160 ? line[..160] + " ..." : line;

    private static string Slowest(IEnumerable<GradeResult> results, Words words)
    {
        var rows = results.OrderByDescending(result => result.Seconds).Take(5).Select(result =>
        {
            var longest = result.Exercises.OrderByDescending(exercise => exercise.Seconds).Take(2)
                .Select(exercise => $"{exercise.GradeId} {words["Seconds", exercise.Seconds]}");
            return $"<tr><th scope=\"row\">{Escape(result.Student)}</th><td>{words["Seconds", result.Seconds]}</td>"
                + $"<td class=\"note\">{Escape(string.Join(", ", longest))}</td></tr>\n";
        });
        return $"<table><tbody>{string.Concat(rows)}</tbody></table>";
    }

    private static string Similar(Lab lab, List<GradeResult> results, Words words)
    {
        var pairs = Similarity.Find(lab, results);
        if (pairs.Count == 0)
            return $"<p>{words["NoneSimilar"]}</p>";
        return $"<p class=\"key\">{words["SimilarHint"]}</p>\n<table><tbody>{string.Concat(pairs.Select(pair =>
            $"<tr><td>{Escape(pair.One)}</td><td>{Escape(pair.Other)}</td><td>{pair.Share:P0}</td></tr>\n"))}</tbody></table>";
    }

    private static string Look(Outcome outcome) => "is-" + outcome.ToString().ToLowerInvariant();
}
