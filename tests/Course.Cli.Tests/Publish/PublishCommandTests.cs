using Course.Notebooks;

namespace Course.Cli.Tests.Publish;

/// <summary><c>course publish</c> by the files it leaves and what it says.</summary>
public sealed class PublishCommandTests : IDisposable
{
    private readonly SampleLessons lessons = new();

    public void Dispose() => lessons.Dispose();

    [Fact]
    public void ExecutedLessonsBecomeASiteWhoseLinksAllLeadSomewhere()
    {
        var outcome = lessons.PublishExecuted();
        Assert.Equal(0, outcome.ExitCode);
        foreach (var file in new[] { ".nojekyll", "index.html", "404.html", "ko/index.html", "ko/1-filters.html", "ko/2-networks.html", "en/index.html", "en/1-filters.html", "en/2-networks.html" })
            Assert.True(File.Exists(Path.Combine(lessons.Site, file)), file);
        Assert.Empty(SiteLinks.Broken(lessons.Site));
    }

    [Fact]
    public void NothingOfALabIsPublished()
    {
        Assert.Equal(0, CourseFolder.Course("publish", lessons.Sources, "--out", lessons.Site, "--from", lessons.Executed).ExitCode);
        foreach (var file in Directory.EnumerateFiles(lessons.Site, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("lab", Path.GetFileName(file));
            Assert.DoesNotMatch($"{SampleLessons.Secret}|{SampleLessons.HiddenTest}|SOLUTION", File.ReadAllText(file));
        }
        Assert.Contains("<a>lab</a>", Read("en/1-filters.html")); // its link leads nowhere, so it is none
    }

    [Theory]
    [InlineData("""{"nbgrader":{"solution":true}}""", "1")]
    [InlineData("""{"nbgrader":{"grade":true}}""", "1")]
    [InlineData("{}", "// BEGIN SOLUTION\n1\n// END SOLUTION")]
    [InlineData("{}", "/// begin hidden tests\n1\n/// end hidden tests")]
    public void SolutionUnderALessonsNameIsLeftOutToo(string metadata, string source)
    {
        var cell = SampleLessons.Code($"{source}; \"{SampleLessons.Secret}\"");
        cell.Metadata = System.Text.Json.Nodes.JsonNode.Parse(metadata)!.AsObject();
        lessons.Write("en", "2-networks", SampleLessons.Notebook(Cell.Markdown("# 2 Networks"), cell));
        var outcome = lessons.PublishExecuted();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("2-networks: left out", outcome.Text);
        Assert.False(File.Exists(Path.Combine(lessons.Site, "en/2-networks.html")));
        Assert.Contains("href=\"../en/index.html\"", Read("ko/2-networks.html")); // there is no translation to switch to
        Assert.Empty(SiteLinks.Broken(lessons.Site));
    }

    [Fact]
    public void OnlyLabsIsWrongUsage()
    {
        var outcome = CourseFolder.Course("publish", Path.Combine(lessons.Sources, "ko", "1-lab.ipynb"), "--out", lessons.Site);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("found only labs", outcome.Text);
    }

    [Fact]
    public void LessonThatFailsSaysSoAndExitsWithOne()
    {
        lessons.Write("en", "2-networks", SampleLessons.Notebook(Cell.Markdown("# 2 Networks"),
            SampleLessons.Code("throw new Exception();", cell => cell.AppendError("System.Exception", "boom", []))));
        Assert.Equal(1, lessons.PublishExecuted().ExitCode);
        Assert.Contains("A cell ended in an error.", Read("en/2-networks.html"));
        Assert.Contains("ended in an error", Read("en/index.html"));
        Assert.DoesNotContain("A cell ended in an error.", Read("en/1-filters.html")); // its error is there on purpose;
    }

    [Fact]
    public void WithoutExecutedNotebooksPublishExecutesThem()
    {
        using var folder = new CourseFolder();
        var good = CourseFolder.Course("publish", folder.Notebook("good.ipynb", "6 * 7"), "--out", folder.Path("good"));
        Assert.Equal(0, good.ExitCode);
        Assert.Contains(">42</", File.ReadAllText(folder.Path("good/en/good.html")));
        var bad = CourseFolder.Course("publish", folder.Notebook("bad.ipynb", "throw new Exception(\"boom\");"), "--out", folder.Path("bad"));
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("boom", File.ReadAllText(folder.Path("bad/en/bad.html")));
    }

    [Fact]
    public void OutputsOfAnOlderSourceAreRefused()
    {
        var path = Path.Combine(lessons.Sources, "ko", "2-networks.ipynb");
        File.WriteAllText(path, File.ReadAllText(path).Replace("1 + 1", "1 + 2", StringComparison.Ordinal));
        AssertRefused("executed before that was changed");
    }

    [Fact]
    public void NotebookThatWasNeverExecutedIsRefused()
    {
        File.Copy(Path.Combine(lessons.Sources, "ko", "2-networks.ipynb"), Path.Combine(lessons.Executed, "ko", "2-networks.ipynb"), overwrite: true);
        AssertRefused("found one without outputs");
    }

    [Fact]
    public void MissingExecutedNotebookIsNamed()
    {
        File.Delete(Path.Combine(lessons.Executed, "ko", "2-networks.ipynb"));
        AssertRefused("2-networks.ipynb: expected a notebook, found no such file");
    }

    [Fact]
    public void FolderWithOtherFilesIsLeftAlone()
    {
        Directory.CreateDirectory(lessons.Site);
        File.WriteAllText(Path.Combine(lessons.Site, "thesis.txt"), "years of work");
        AssertRefused("found other files");
        Assert.Equal("thesis.txt", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(lessons.Site))));
    }

    [Fact]
    public void PublishingAgainRemovesWhatIsGoneAndNothingElse()
    {
        lessons.PublishExecuted();
        File.WriteAllText(Path.Combine(lessons.Site, "CNAME"), "example.org");
        File.Delete(Path.Combine(lessons.Sources, "ko", "2-networks.ipynb"));
        Assert.Equal(0, lessons.PublishExecuted().ExitCode);
        Assert.False(File.Exists(Path.Combine(lessons.Site, "ko/2-networks.html")));
        Assert.True(File.Exists(Path.Combine(lessons.Site, "CNAME")));
        Assert.Empty(SiteLinks.Broken(lessons.Site));
    }

    [Fact]
    public void LargeScriptsAndPicturesAreFilesThatPagesShare()
    {
        lessons.PublishExecuted();
        var assets = Directory.GetFiles(Path.Combine(lessons.Site, "assets")).Select(Path.GetFileName).ToList();
        Assert.Single(assets, name => name!.StartsWith("script-", StringComparison.Ordinal)); // one for both languages
        Assert.Single(assets, name => name!.StartsWith("picture-", StringComparison.Ordinal));
        Assert.InRange(new FileInfo(Path.Combine(lessons.Site, "ko/1-filters.html")).Length, 1, 40_000);
        Assert.Matches("<script src=\"../assets/script-[0-9a-f]{10}.js\" defer></script>", Read("en/1-filters.html"));
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("publish", "nowhere.ipynb", "--out", "site")]
    [InlineData("publish", "--out", "site", "--timeout", "0")]
    public void WrongUsageExitsWithTwo(params string[] arguments)
    {
        var outcome = CourseFolder.Course(arguments);
        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEmpty(outcome.Text);
    }

    private void AssertRefused(string expected)
    {
        var outcome = lessons.PublishExecuted();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(expected, outcome.Text);
        Assert.False(File.Exists(Path.Combine(lessons.Site, "index.html")));
    }

    private string Read(string page) => File.ReadAllText(Path.Combine(lessons.Site, page));
}
