using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Grading;

/// <summary>
/// Times as nbgrader's timestamp.txt has them ("2026-11-25 08:00:00.000000 KST": Python's %Z, so any system's name of a zone), as
/// git and <c>date</c> print them, and as Korean systems write them. A time without a zone is UTC, as for nbgrader.
/// </summary>
internal static class SubmissionTime
{
    private static readonly string[] formats =
    [
        "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d H:m", "yyyy-M-d-H-m-s", "yyyyMMdd HHmmss", "yyyyMMddHHmmss", "yyyy-M-d tt h:m:s",
        "yyyy-M-d tt h:m",
        "yyyy-M-d h:m:s tt", "yyyy-M-d h:m tt", "MMM d H:m:s yyyy", "d MMM yyyy H:m:s", "d MMM yyyy H:m", "d MMMM yyyy H:m:s",
        "d MMMM yyyy H:m", "d MMMM yyyy h:m tt",
        "MMM d yyyy h:m tt", "MMMM d yyyy h:m tt", "MMM d yyyy H:m", "MMMM d yyyy H:m", "yyyy-M-d",
    ];

    // Hours from UTC. Only names that mean one thing; "CST" is China's as well as Chicago's.
    private static readonly Dictionary<string, double> zones = """
        UTC 0, GMT 0, Z 0, WET 0, WEST 1, CET 1, CEST 2, EET 2, EEST 3, MSK 3, PKT 5, ICT 7, WIB 7, HKT 8, SGT 8, AWST 8,
        KST 9, JST 9, AEST 10, AEDT 11, NZST 12, NZDT 13, EST -5, EDT -4, CDT -5, MST -7, MDT -6, PST -8, PDT -7,
        AKST -9, AKDT -8, HST -10, Korea Standard Time 9, 대한민국 표준시 9, 한국 표준시 9, Tokyo Standard Time 9,
        Coordinated Universal Time 0, 협정 세계시 0
        """.Split(',', StringSplitOptions.TrimEntries).Select(zone => (zone, At: zone.LastIndexOf(' '))).ToDictionary(
            pair => pair.zone[..pair.At], pair => double.Parse(pair.zone[pair.At..], CultureInfo.InvariantCulture),
            StringComparer.OrdinalIgnoreCase);

    private static readonly Regex dateAndTime = new(@"(?<=\d)T(?=\d)|(?<=[+-]\d\d:?\d\d|Z)\[[^\]]+\]$");
    private static readonly Regex spaces = new(@"\s+");
    private static readonly Regex epoch = new(@"^\d{9,10}$");
    private static readonly Regex weekday =
        new(@"\(?\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?\b\.?,?|[월화수목금토일](?:요일)?(?=\)|,| |$))\)?");
    // After a time: Z, +0900, UTC+9, GMT+09:00
    private static readonly Regex namedOffset =
        new(@"(?<=:\d\d(?:\.\d+)?(?: \d{4})? ?(?:[AP]M ?)?)(?<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)(?=$| )");
    // A zone's name, at the end or before git's year.
    private static readonly Regex zoneName = new(
        @"(?<=\d ?(?:[AP]M ?)?)(?<zone>(?:\(|\[)?(?!AM\b|PM\b)(?:[A-Za-z][A-Za-z_]*(?:/[A-Za-z_+\-0-9]+)+|Z|[A-Z]{2,5}"
        + @"|[A-Z][a-z]+ (?:[A-Z][a-z]+ )*Time|\p{IsHangulSyllables}+ (?:표준시|세계시))(?:\)|\])?)(?=$| \d{4}$)");
    private static readonly Regex digits = new(@"^(?:UTC|GMT)?(?<sign>[+-])(?<h>\d{1,2}?)(?::?(?<m>[0-5]\d))?$");

    /// <summary>Null if it can't be read, or its zone is not known.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        text = spaces.Replace(text.Trim().Trim('\uFEFF', '"'), " ");
        if (epoch.IsMatch(text))
            return DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));
        text = weekday.Replace(Korean(dateAndTime.Replace(text, " ")), " ");
        var zone = "";
        foreach (var pattern in new[] { namedOffset, zoneName })
        {
            if (pattern.Match(text) is not { Success: true } match)
                continue;
            zone = match.Groups["zone"].Value;
            text = text.Remove(match.Groups["zone"].Index, zone.Length);
            break;
        }
        text = spaces.Replace(text.Replace(',', ' '), " ").Trim();
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time))
            return null;
        try
        {
            return FromUtc(zone.Trim(' ', '(', ')', '[', ']'), time) is { } offset
                ? new DateTimeOffset(time, offset).ToUniversalTime() : null;
        }
        catch (ArgumentException)
        {
            return null; // before the year 1, in UTC
        }
    }

    private static TimeSpan? FromUtc(string zone, DateTime time)
    {
        if (zone.Length == 0)
            return TimeSpan.Zero;
        if (zones.TryGetValue(zone, out var hours))
            return TimeSpan.FromHours(hours);
        if (digits.Match(zone) is { Success: true } match)
        {
            var offset = TimeSpan.FromHours(int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture))
                + TimeSpan.FromMinutes(
                    match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0);
            return offset > TimeSpan.FromHours(14) ? null : match.Groups["sign"].Value == "+" ? offset : -offset;
        }
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found.GetUtcOffset(time) : null;
    }

    // 2026년 11월 25일 (수) 오후 5:00, 2026. 11. 25. 오후 5:00:00
    private static string Korean(string text)
    {
        text = Regex.Replace(text, @"(\d{4}) ?[년./] ?(\d{1,2}) ?[월./] ?(\d{1,2})(?: ?일|\.)?", "$1-$2-$3 ");
        text = Regex.Replace(text, @"(\d{1,2})시 ?(?:(\d{1,2})분)? ?(?:(\d{1,2})초)?", match =>
            string.Join(':', Enumerable.Range(1, 3).Select(part => match.Groups[part].Success ? match.Groups[part].Value : "0")));
        return text.Replace("오전", "AM ", StringComparison.Ordinal).Replace("오후", "PM ", StringComparison.Ordinal);
    }
}
