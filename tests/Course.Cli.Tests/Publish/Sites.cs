using Course.Pages;

namespace Course.Cli.Tests.Publish;

/// <summary>The site of the sample lessons.</summary>
public sealed class SampleSite : SiteBrowser
{
    private readonly SampleLessons lessons = new();

    public override string Site => lessons.Site;

    protected override void Publish() => Assert.Equal(0, lessons.PublishExecuted().ExitCode);

    protected override void Remove() => lessons.Dispose();
}

/// <summary>The site of the kit's own lesson 5.1 in both languages, executed for it.</summary>
public sealed class LessonSite : SiteBrowser
{
    private readonly CourseFolder folder = new();

    public override string Site => folder.Path("site");

    protected override void Publish()
    {
        var outcome = CourseFolder.Course(["publish", .. new[] { "ko", "en" }.Select(language => Path.Combine(Kit.Notebooks, language, "5.1-convolution.ipynb")), "--out", Site]);
        Assert.True(outcome.ExitCode == 0, outcome.Text);
    }

    protected override void Remove() => folder.Dispose();
}
