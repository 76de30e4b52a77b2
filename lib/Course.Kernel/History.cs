using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Course.Kernel;

/// <summary>The cells run so far. It lives as long as the session, whose number is always 1.</summary>
internal sealed class History
{
    private const int session = 1;
    private readonly List<Entry> entries = [];

    private sealed record Entry(int Line, string Input, string? Output);

    public void Add(int line, string input, string? output) => entries.Add(new(line, input, output));

    /// <summary>Answers a <c>history_request</c>: the last cells, a range of them, or those that match a pattern.</summary>
    public JsonObject Reply(Request request)
    {
        var last = request.Number("n", ifMissing: int.MaxValue);
        var found = request.Text("hist_access_type") switch
        {
            "tail" => entries.TakeLast(last),
            "range" => Range(request),
            "search" => Search(request).TakeLast(last),
            var other => throw new BadRequestException($"'hist_access_type' should be tail, range or search, but is '{other}'."),
        };
        var withOutput = request.Flag("output", ifMissing: false);
        return new() { ["history"] = new JsonArray([.. found.Select(entry => Row(entry, withOutput))]) };
    }

    /// <summary>
    /// From line start up to, not including, line stop. Sessions count from 1; 0 and below count back from this one.
    /// </summary>
    private IEnumerable<Entry> Range(Request request)
    {
        if (request.Number("session", ifMissing: 0) is not (0 or session))
            return [];
        var start = request.Number("start", ifMissing: 1);
        var stop = request.Number("stop", ifMissing: int.MaxValue);
        return entries.Where(entry => entry.Line >= start && entry.Line < stop);
    }

    /// <summary>The pattern matches a whole input; * stands for any text and ? for one character.</summary>
    private IEnumerable<Entry> Search(Request request)
    {
        var pattern = request.Text("pattern", ifMissing: "*");
        var matches = entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        // Of equal inputs the latest counts.
        return request.Flag("unique", ifMissing: false)
            ? matches.Reverse().DistinctBy(entry => entry.Input).Reverse()
            : matches;
    }

    private static JsonArray Row(Entry entry, bool withOutput) => withOutput
        ? [session, entry.Line, new JsonArray(entry.Input, entry.Output)]
        : [session, entry.Line, entry.Input];
}
