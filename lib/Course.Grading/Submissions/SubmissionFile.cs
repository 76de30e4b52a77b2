namespace Course.Grading;

/// <summary>A submission that can't be graded; the message says why, in the lab's language.</summary>
internal sealed class UngradableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What one learner handed in: a notebook's bytes, or why there are none.</summary>
/// <param name="Student">The learner's id, as the folder or file tells it.</param>
/// <param name="Source">Where it came from, for the overview.</param>
/// <param name="Read">Reads the bytes when their turn comes: a course of thousands does not lie in memory.</param>
/// <param name="Fault">Why it can't be graded.</param>
/// <param name="Submitted">When, as far as a timestamp.txt beside it tells.</param>
public sealed record SubmissionFile(
    string Student, string Source, Func<byte[]>? Read, string? Fault = null, DateTimeOffset? Submitted = null)
{
    /// <summary>The number that Canvas or Moodle knows the learner by, where the name tells it.</summary>
    public string? Platform { get; init; }

    /// <summary>What was odd about the way it came.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
