namespace Course.Pages;

/// <summary>Words put together: a language's own name, when a notebook was executed and how long that took.</summary>
internal static class Phrases
{
    public static string Name(this Words words) => words.IsKnown ? words["Language"] : words.Language;

    public static string Made(this Words words, DateTimeOffset date, TimeSpan? duration) =>
        duration is { } time ? words["MadeIn", date, words.Time(time)] : words["Made", date];

    public static string Executed(this Words words, DateTimeOffset date, TimeSpan? duration) =>
        duration is { } time ? words["ExecutedIn", date, words.Time(time)] : words["Executed", date];

    public static string Time(this Words words, TimeSpan time) =>
        time.TotalSeconds < 60 ? words["Seconds", time.TotalSeconds] : words["Minutes", (int)time.TotalMinutes, time.Seconds];
}
