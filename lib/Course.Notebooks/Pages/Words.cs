namespace Course.Notebooks;

/// <summary>What the page itself says, in the notebook's language.</summary>
public sealed record Words(string Language)
{
    private bool Korean => Language == "ko";

    public string Skip => Korean ? "본문으로 건너뛰기" : "Skip to the content";
    public string Contents => Korean ? "차례" : "Contents";
    public string AllPages => Korean ? "모든 페이지" : "All pages";
    public string Code => Korean ? "코드" : "Code";
    public string Output => Korean ? "출력" : "Output";
    public string Warnings => Korean ? "오류 출력 (stderr)" : "Error output (stderr)";
    public string ErrorLabel => Korean ? "오류" : "Error";
    public string Untitled => Korean ? "제목 없음" : "Untitled";
    public string Stopped => Korean ? "실행 중 오류가 난 셀이 있습니다." : "A cell ended in an error.";
    public string GoThere => Korean ? "그 셀로 가기" : "Go to that cell";
    public string Picture(int? count) => Korean ? $"셀 {count}의 출력 그림" : $"Picture put out by cell {count}";
    public string OnlinePicture(string alt) => (Korean ? "온라인 그림" : "Picture online") + (alt == "" ? "" : $": {alt}");
    public string NoPicture(string source, string alt) =>
        $"{(Korean ? "그림이 없습니다" : "Picture not found")}: {source}{(alt == "" ? "" : $" ({alt})")}";

    public string Made(DateTimeOffset date, TimeSpan? duration) => Korean
        ? $"<code>course run</code>이 {date:yyyy-MM-dd HH:mm}에 실행하여 만든 페이지{(duration is { } t ? $", 실행 시간 {Time(t)}" : "")}"
        : $"Made by <code>course run</code> on {date:yyyy-MM-dd HH:mm}{(duration is { } s ? $", run in {Time(s)}" : "")}";

    public string Executed(DateTimeOffset date, TimeSpan? duration) => Korean
        ? $"{date:yyyy-MM-dd}에 실행한 결과{(duration is { } t ? $", 실행 시간 {Time(t)}" : "")}"
        : $"Executed on {date:yyyy-MM-dd}{(duration is { } s ? $", in {Time(s)}" : "")}";

    public string Time(TimeSpan time) => (time.TotalSeconds, Korean) switch
    {
        ( < 60, true) => $"{time.TotalSeconds:0.0}초",
        ( < 60, false) => $"{time.TotalSeconds:0.0} s",
        (_, true) => $"{(int)time.TotalMinutes}분 {time.Seconds}초",
        _ => $"{(int)time.TotalMinutes} min {time.Seconds} s",
    };
}
