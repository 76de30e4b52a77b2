using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

public class WorkflowTests
{
    private static readonly string deployment = Path.Combine("lib", "Course.Grading", "Deployment");

    public static TheoryData<string> Workflows() =>
        [.. Directory.EnumerateFiles(Path.Combine(Kit.Root, ".github", "workflows"), "*.yml").Select(Path.GetFileName).OfType<string>()];

    /// <summary>The kit's own, and those that teachers copy into their repositories.</summary>
    public static TheoryData<string> AllWorkflows() =>
        [.. Workflows().Select(row => row.Data), .. Directory.EnumerateFiles(Path.Combine(Kit.Root, deployment), "*.yml").Select(file => Path.GetRelativePath(Path.Combine(Kit.Root, ".github", "workflows"), file))];

    [Theory]
    [MemberData(nameof(AllWorkflows))]
    public void EveryActionIsPinnedByCommitAndNamesItsVersion(string file)
    {
        var uses = Lines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(@"uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void EveryJobHasATimeLimitAndNoMoreRightsThanItNeeds(string file)
    {
        var text = string.Join('\n', Lines(file));
        Assert.Equal(Regex.Count(text, @"(?m)^    runs-on:"), Regex.Count(text, @"(?m)^    timeout-minutes:"));
        Assert.Matches(@"(?m)^permissions:( \{\}|\n  contents: read)$", text);
    }

    [Fact]
    public void EveryCommandThatRunsIsTheReadmesOrTheDoctors()
    {
        var known = MarkdownCommands.In("README.md").Concat([".ci/run", "dotnet build Course.sln"]).ToList();
        var run = Lines("ci.yml").Select(line => Regex.Match(line, @"^\s+(- )?run: (.*)$")).Where(match => match.Success).Select(match => match.Groups[2].Value);
        Assert.All(run, command => Assert.Contains(command, known));
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Kit.Root, ".github", "workflows", file));
}
