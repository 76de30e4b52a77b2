using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Grading;

/// <summary>What came of an exercise.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Full points.</summary>
    Passed,

    /// <summary>Some points.</summary>
    Partial,

    /// <summary>The tests ran, and one of them did not pass.</summary>
    Failed,

    /// <summary>
    /// The tests did not run to an end: no answer, one that does not compile or is refused, a time or memory limit.
    /// </summary>
    NotRun,

    /// <summary>A person gives the points.</summary>
    ByHand,
}

/// <summary>An exercise of a submission; as long as nothing else is said of it, it was not run.</summary>
public sealed record ExerciseResult(string GradeId, string Title, double Points)
{
    /// <summary>Null for an exercise graded by hand that nobody has graded yet.</summary>
    public double? Score { get; init; } = 0;

    public Outcome Outcome { get; init; } = Outcome.NotRun;

    /// <summary>What the learner reads: about public tests only.</summary>
    public string Message { get; init; } = "";

    /// <summary>What only the teacher reads.</summary>
    public string TeacherMessage { get; init; } = "";

    public double Seconds { get; init; }

    /// <summary>The answer cells, as they were graded.</summary>
    public IReadOnlyList<AnswerResult> Answers { get; init; } = [];

    /// <summary>What the learner can run passed; what is hidden did not.</summary>
    public bool PublicPassed { get; init; }

    /// <summary>A person's remark.</summary>
    public string? Comment { get; init; }
}

/// <param name="Output">What it printed, cut off.</param>
/// <param name="Error">Why it did not run, or what it threw.</param>
public sealed record AnswerResult(string GradeId, string Source, bool IsCode, string Output, string? Error);

/// <summary>
/// The one result model: everything that is written, for people or for other systems, is written from these.
/// </summary>
public sealed record GradeResult(string Student, string Lab, string Language, string Source)
{
    /// <summary>Why nothing could be graded; null for a graded submission.</summary>
    public string? Fault { get; init; }

    /// <summary>What was odd about the submission.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<ExerciseResult> Exercises { get; init; } = [];

    public double MaximumScore { get; init; }

    public DateTimeOffset? Submitted { get; init; }

    /// <summary>The number that Canvas or Moodle knows the learner by, where the submission's name told it.</summary>
    public string? Platform { get; init; }

    public DateTimeOffset Graded { get; init; } = DateTimeOffset.UtcNow;

    public double Seconds { get; init; }

    /// <summary>Of submission, lab and limits: the same need not be graded again.</summary>
    public string Fingerprint { get; init; } = "";

    internal static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Points so far; what waits for a person counts nothing yet.</summary>
    [JsonIgnore]
    public double Score => Exercises.Sum(exercise => exercise.Score ?? 0);

    [JsonIgnore]
    public bool WaitsForAPerson => Exercises.Any(exercise => exercise.Score is null);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">The text is no result.</exception>
    public static GradeResult FromJson(string json) =>
        JsonSerializer.Deserialize<GradeResult>(json, Options) ?? throw new JsonException("null is no result");
}
