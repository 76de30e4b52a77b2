namespace Course.Grading.Tests;

/// <summary>An answer that tries something, from tests/Fixtures/labs/attacks.</summary>
internal sealed record AttackFile(string Name, string Target, bool SandboxStopsIt, string Code)
{
    public static IReadOnlyList<AttackFile> All { get; } = [.. Directory.EnumerateFiles(Repository.Path("tests", "Fixtures", "labs", "attacks"), "*.cs")
        .Order(StringComparer.Ordinal).Select(Read)];

    public static TheoryData<string> Names => [.. All.Select(attack => attack.Name)];

    /// <summary>The exercise it is after.</summary>
    public string Exercise => Target.Replace("-answer", "", StringComparison.Ordinal);

    /// <summary>The lab solved, with this in the place of one answer.</summary>
    public Dictionary<string, string> Answers(Lab lab)
    {
        var answers = Grading.Solutions(lab);
        answers[Target] = Code;
        if (Name == "remember-the-inputs") answers["mean-answer"] += "\nConsole.WriteLine(string.Join(\", \", seen));";
        return answers;
    }

    private static AttackFile Read(string path)
    {
        var code = File.ReadAllText(path);
        var target = code.Split('\n')[0].Replace("// target: ", "", StringComparison.Ordinal);
        return new(Path.GetFileNameWithoutExtension(path), target, code.Contains("// the sandbox stops it too", StringComparison.Ordinal), code);
    }
}
