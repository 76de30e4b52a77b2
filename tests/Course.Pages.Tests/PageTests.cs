using System.Text.RegularExpressions;
using Course.Notebooks;
using Course.Notebooks.Tests;

namespace Course.Pages.Tests;

public class PageTests
{
    private static readonly string lesson = Fixtures.PathOf("ko/lesson-with-everything.ipynb");

    private static readonly PageOptions options = new()
    {
        Source = lesson,
        Date = new DateTimeOffset(2026, 11, 20, 14, 3, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(83.4),
        Index = "../index.html",
    };

    private static string Lesson { get; } = Page.ToHtml(Notebook.Read(lesson), options);

    /// <summary>Look at the page in a browser before a changed snapshot is accepted (COURSE_ACCEPT=1 writes it).</summary>
    [Fact]
    public void LessonLooksAsLastAccepted()
    {
        var snapshot = Fixtures.PathOf("ko/lesson-with-everything.html");
        var withoutStyle = Regex.Replace(Lesson, "<style>.*?</style>", "<style></style>", RegexOptions.Singleline);
        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1")
        {
            File.WriteAllText(snapshot, withoutStyle);
            Page.Write(Notebook.Read(lesson), Path.Combine(Path.GetTempPath(), "course-page.html"), options);
        }
        Assert.Equal(File.ReadAllText(snapshot), withoutStyle);
    }

    [Fact]
    public void SingleTildeStaysATilde()
    {
        var page = Page.ToHtml(new Notebook().With(Cell.Markdown("0~255를 0~1로 바꿉니다. ~~지움~~")), options);
        Assert.Contains("<p>0~255를 0~1로 바꿉니다. <del>지움</del></p>", page);
    }

    [Fact]
    public void WhatUnfoldsHasItsProseFormulasAndCodeInside()
    {
        const string Solution = "<details><summary>풀이</summary>\n\n**답**은 $x$ 입니다.\n\n```csharp\nvar x = 2;\n```\n\n</details>\n\n## 다음";
        var page = Page.ToHtml(new Notebook().With(Cell.Markdown(Solution)), options);
        Assert.Matches(@"(?s)<details><summary>풀이</summary>\s*<p><strong>답</strong>은 <math.*?</p>\s*<pre><code[^>]*>.*?</code></pre>\s*</details>\s*<h2 id=""다음"">", page);
    }

    [Fact]
    public void NothingIsFetchedFromOutside()
    {
        var page = Page.ToHtml(new Notebook().With(
            Cell.Markdown("![a](https://example.org/a.png) <img src='//example.org/b.png'> ![c](missing.png) <link rel=stylesheet href=x.css>"
                + "\n\n<iframe src='https://example.org'></iframe>\n<div style='background:url(https://example.org/x)'>d</div>")), options);
        foreach (var html in new[] { Lesson, page })
        {
            Assert.Contains("Content-Security-Policy\" content=\"default-src 'unsafe-inline' 'unsafe-eval' data: blob:;", html);
            Assert.All(Regex.Matches(html, @"<[^>]*\b(?:src|srcset|poster|data)\s*=\s*[""']?(?<to>[^""'\s>]*)").Select(m => m.Groups["to"].Value),
                source => Assert.StartsWith("data:", source));
            Assert.All(Regex.Matches(html, @"<link[^>]*href=""(?<to>[^""]*)").Select(m => m.Groups["to"].Value), link => Assert.Equal("data:,", link));
            Assert.DoesNotMatch(@"@import|url\(", html);
        }
        Assert.Contains("<a class=\"missing\" href=\"https://example.org/a.png\">온라인 그림: a</a>", page);
        Assert.Contains("그림이 없습니다: missing.png (c)", page);
        Assert.Contains("&lt;iframe", page);
    }

    [Fact]
    public void PicturesAreInThePage()
    {
        Assert.Equal(3, Regex.Count(Lesson, "<img[^>]*src=\"data:image/png;base64,iVBOR"));
        Assert.Contains("alt=\"합성곱 커널의 모눈\"", Lesson);
        Assert.Contains("alt=\"반복 횟수에 따른 DNN과 CNN의 정확도\"", Lesson);
    }

    [Fact]
    public void PageHasLandmarksAndHeadingsThatLinksReach()
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"ko\">", Lesson);
        Assert.Contains("<title>5.2 패션 MNIST 분류</title>", Lesson);
        foreach (var part in new[] { "<a class=\"skip\" href=\"#content\">", "<main id=\"content\"", "<nav id=\"toc\" aria-label=\"차례\">", "<footer>" })
            Assert.Single(Regex.Matches(Lesson, Regex.Escape(part)));
        var ids = Regex.Matches(Lesson, @"<[^>]*\bid=""([^""]*)""").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Regex.Matches(Lesson, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value), anchor => Assert.Contains(anchor, ids));
        Assert.All(Regex.Matches(Lesson, "<img[^>]*>").Select(m => m.Value), image => Assert.Contains(" alt=\"", image));
    }

    [Fact]
    public void FooterTellsWhenAndHowLong() =>
        Assert.Contains("2026-11-20 14:03에 실행하여 만든 페이지, 실행 시간 1분 23초", Lesson);

    [Fact]
    public void LinksToNotebooksLeadToTheirPages() => Assert.Contains("href=\"5.3-transfer-learning.html#goals\"", Lesson);

    [Fact]
    public void UnknownCommandStandsInItsFormula() => Assert.Contains(@"<mtext class=""unknown"">\foo</mtext><mi>x</mi>", Lesson);

    [Theory]
    [InlineData("/course/notebooks/ko/x.ipynb", null, null, "ko")]
    [InlineData("/course/notebooks/en/x.ipynb", null, null, "en")]
    [InlineData("/course/notebooks/x.ipynb", null, null, "en")]
    [InlineData("/course/notebooks/ko/x.ipynb", "en", null, "en")]
    [InlineData("/course/notebooks/ko/x.ipynb", "en", "ko", "ko")]
    [InlineData("/course/notebooks/ko/x.ipynb", "\"><script>", null, "ko")]
    public void LanguageComesFromOptionsMetadataOrFolder(string source, string? metadata, string? told, string expected)
    {
        var notebook = new Notebook();
        if (metadata is not null)
            notebook.Metadata["language"] = metadata;
        Assert.Equal(expected, Page.Language(notebook, new PageOptions { Source = source, Language = told }));
    }

    [Fact]
    public void IndexGroupsByLanguageAndSaysWhatFailed()
    {
        var html = IndexPage.ToHtml(
            [new("ko/5.2.html", "ko", "5.2 <패션>", true, TimeSpan.FromSeconds(83)), new("en/5.2.html", "en", "5.2 Fashion", false, TimeSpan.FromSeconds(4))],
            options.Date);
        Assert.Contains("2 notebooks, 1 failed.", html);
        Assert.Matches("(?s)<section lang=\"ko\".*5.2 &lt;패션&gt;.*✓ 통과.*1분 23초.*<section lang=\"en\".*✗ failed.*4.0 s", html);
    }
}
