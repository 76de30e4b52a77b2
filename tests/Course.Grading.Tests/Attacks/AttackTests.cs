namespace Course.Grading.Tests;

/// <summary>All attacks, graded once, when the first test asks, among honest neighbours.</summary>
public sealed class AttackedClass : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly Lazy<(Dictionary<string, GradeResult> Results, Dictionary<string, string> Feedback)> graded;

    public AttackedClass() => graded = new(Grade);

    public IReadOnlyDictionary<string, GradeResult> Results => graded.Value.Results;

    public IReadOnlyDictionary<string, string> Feedback => graded.Value.Feedback;

    public void Dispose() => scratch.Dispose();

    private (Dictionary<string, GradeResult>, Dictionary<string, string>) Grade()
    {
        Requires.Bubblewrap();
        var lab = Lab.Read(Repository.TinyLab("en"));
        var files = AttackFile.All.Select(attack => Grading.File(attack.Name, Grading.Submission(lab.File, attack.Answers(lab)))).ToList();
        files.Insert(files.Count / 2, Grading.File("honest", Grading.Submission(lab.File, Grading.Solutions(lab))));
        files.Add(Grading.File("honest-last", Grading.Submission(lab.File, Grading.Solutions(lab))));
        var results = Grading.Grade(lab, scratch.Folder, files).ToDictionary(result => result.Student);
        Reports.Write(lab, scratch.Folder, [.. results.Values]);
        return (results, Directory.EnumerateFiles(scratch.Path("feedback")).ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText));
    }
}

/// <summary>
/// Every attack gets nothing for what it did not solve, tells nothing, and disturbs nobody. In one language: what stops it knows none.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AttackTests(AttackedClass attacked) : IClassFixture<AttackedClass>
{
    public static TheoryData<string> Names => AttackFile.Names;

    [Theory, MemberData(nameof(Names))]
    public void AttackScoresZero(string name)
    {
        var result = attacked.Results[name];
        Assert.Null(result.Fault);
        Assert.Equal(0, result.Score(AttackFile.All.Single(attack => attack.Name == name).Exercise));
    }

    [Theory, MemberData(nameof(Names))]
    public void FeedbackOfAnAttackShowsNoHiddenTest(string name)
    {
        var feedback = attacked.Feedback[ResultFolder.FileName(name)];
        var own = AttackFile.All.Single(attack => attack.Name == name).Code;
        foreach (var hidden in new[] { "BEGIN HIDDEN", "dice", "smoothed.Zip", "wanted" })
            Assert.True(own.Contains(hidden, StringComparison.Ordinal) || !feedback.Contains(hidden, StringComparison.Ordinal), hidden);
        Assert.DoesNotMatch(@"LEAK (?!28\b)\d", feedback); // 28 is the public test's input: learners have it
    }

    [Theory, InlineData("honest"), InlineData("honest-last")]
    public void NeighboursOfAttacksGetTheirPoints(string name)
    {
        Assert.Equal(2, attacked.Results[name].Score("size"));
        Assert.Equal(3, attacked.Results[name].Score("smooth"));
        Assert.Equal(1, attacked.Results[name].Score("mean"));
    }

    [Fact]
    public void SolvedExercisesOfAnAttackKeepTheirPoints()
    {
        var results = attacked.Results;
        Assert.All(AttackFile.All.Where(attack => attack.Exercise == "size" && !attack.Name.StartsWith("exit-at", StringComparison.Ordinal)),
            attack => Assert.True(results[attack.Name].Score("smooth") == 3, attack.Name));
    }
}
