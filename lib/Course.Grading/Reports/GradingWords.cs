namespace Course.Grading;

/// <summary>What reports say, in the lab's language.</summary>
internal sealed record GradingWords(string Language)
{
    public bool Korean => Language == "ko";

    public string Overview(string lab) => Korean ? $"{lab}: 채점 결과" : $"{lab}: grades";
    public string Feedback(string lab) => Korean ? $"{lab}: 피드백" : $"{lab}: feedback";
    public string Learner => Korean ? "학습자" : "Learner";
    public string Learners => Korean ? "학습자별 결과" : "Learners";
    public string Score => Korean ? "점수" : "Points";
    public string Note => Korean ? "비고" : "Note";
    public string Time => Korean ? "시간" : "Time";
    public string Distribution => Korean ? "점수 분포" : "Distribution";
    public string Difficulty => Korean ? "문제별 난이도" : "Exercises";
    public string Exercise => Korean ? "문제" : "Exercise";
    public string Mean => Korean ? "평균" : "Mean";
    public string Slowest => Korean ? "가장 오래 걸린 실행" : "Longest runs";
    public string Similar => Korean ? "비슷한 제출물" : "Similar submissions";
    public string NoneSimilar => Korean ? "눈에 띄게 비슷한 제출물이 없습니다." : "No two submissions are strikingly similar.";
    public string SimilarHint => Korean
        ? "식별자를 지우고 비교한 답의 비율입니다. 배부한 코드와 여럿이 똑같이 쓴 코드는 빼고 셉니다. 증거가 아니라 살펴볼 단서입니다."
        : "The share of the answers that is the same after names are taken out. What was handed out, and what many wrote alike, does not count. A reason to look, no proof.";
    public string Answer => Korean ? "제출한 답" : "Your answer";
    public string Printed => Korean ? "출력" : "Printed";
    public string NotGraded => Korean ? "채점하지 못함" : "not graded";
    public string Waits => Korean ? "사람이 채점할 문제" : "to be graded by a person";
    public string Comment => Korean ? "의견" : "Comment";
    public string Seconds(double seconds) => Korean ? $"{seconds:0.0}초" : $"{seconds:0.0} s";
    public string Of(double score, double maximum) => Korean ? $"{maximum:0.##}점 중 {score:0.##}점" : $"{score:0.##} of {maximum:0.##} points";
    public string Summary(int all, int graded, int waiting) => Korean
        ? $"제출물 {all}건 가운데 {graded}건을 채점했습니다.{(waiting > 0 ? $" {waiting}건은 사람의 채점을 기다립니다 (manual.csv)." : "")}"
        : $"Submissions: {all}, graded: {graded}.{(waiting > 0 ? $" Waiting for points by hand (manual.csv): {waiting}." : "")}";
    public string Made(DateTimeOffset date) => Korean ? $"<code>course grade</code>가 {date:yyyy-MM-dd HH:mm}에 만든 페이지" : $"Made by <code>course grade</code> on {date:yyyy-MM-dd HH:mm}";

    public string Name(Outcome outcome) => (outcome, Korean) switch
    {
        (Outcome.Passed, true) => "만점",
        (Outcome.Partial, true) => "부분 점수",
        (Outcome.Failed, true) => "틀림",
        (Outcome.NotRun, true) => "실행되지 않음",
        (_, true) => "사람이 채점",
        (Outcome.Passed, _) => "full points",
        (Outcome.Partial, _) => "part of the points",
        (Outcome.Failed, _) => "not solved",
        (Outcome.NotRun, _) => "not run",
        _ => "by hand",
    };

    /// <summary>What a learner reads about an exercise: never anything of a hidden test.</summary>
    public string Explanation(ExerciseResult exercise) => exercise.Outcome switch
    {
        Outcome.ByHand => exercise.Comment ?? (exercise.Score is null ? Waits : ""),
        Outcome.Failed or Outcome.Partial when exercise.PublicPassed =>
            $"{(exercise.Message.Length > 0 ? exercise.Message + "\n" : "")}{(Korean
                ? "공개 테스트는 통과했지만 다른 입력에서 다른 결과가 나왔습니다. 크기나 값을 바꾸어 시험해 보십시오."
                : "The public tests passed, but other inputs give other results. Try other sizes and values, and the edges.")}",
        _ => exercise.Message,
    };
}
