namespace Course.Grading;

/// <summary>What a <see cref="CompilerHost"/> is asked for.</summary>
/// <param name="Answers">Source by grade id.</param>
/// <param name="Trusted">The teacher's own answers need no policy.</param>
/// <param name="LeftOut">Steps that are not to be compiled, with what the learner is told instead.</param>
internal sealed record BuildRequest(
    IReadOnlyDictionary<string, string> Answers, bool Trusted, IReadOnlyDictionary<string, string> LeftOut);

/// <summary>What it says of its lab, before anything else.</summary>
/// <param name="Fault">Why the lab can't be graded; null if it can.</param>
/// <param name="Fingerprint">Of the lab that it read.</param>
/// <param name="Folders">Where the lab's libraries lie.</param>
/// <param name="Beginning">The cells before the first answer.</param>
/// <param name="Rest">Names of the steps after them.</param>
internal sealed record LabFacts(
    string? Fault, string Fingerprint, IReadOnlyList<string> Folders, IReadOnlyList<BuiltStep> Beginning,
    IReadOnlyList<string> Rest);
