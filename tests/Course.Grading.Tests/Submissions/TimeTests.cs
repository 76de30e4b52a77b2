using System.Globalization;

namespace Course.Grading.Tests;

/// <summary>Times of submission, as systems write them: all the same moment.</summary>
public sealed class TimeTests : IDisposable
{
    private static readonly DateTimeOffset moment = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("2026-11-25 08:00:00.000000 UTC")] // nbgrader
    [InlineData("2026-11-25 08:00:00")]
    [InlineData("2026-11-25-08-00-00 UTC")]
    [InlineData("2026-11-25 17:00:00.000000 KST")]
    [InlineData("2026-11-25 17:00:00 JST")]
    [InlineData("2026-11-25 03:00:00 EST")]
    [InlineData("2026-11-25 09:00:00 CET")]
    [InlineData("2026-11-25 17:00:00 Asia/Seoul")]
    [InlineData("2026-11-25 03:00:00 America/New_York")]
    [InlineData("2026-11-25 17:00:00 대한민국 표준시")] // Python on Korean Windows
    [InlineData("2026-11-25 17:00:00 Korea Standard Time")]
    [InlineData("2026-11-25 17:00:00 +0900")]
    [InlineData("2026-11-25 17:00:00 UTC+9")]
    [InlineData("2026-11-25 17:00:00 GMT+09:00")]
    [InlineData("2026-11-25T17:00:00+09:00")]
    [InlineData("2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T08:00:00.000Z")]
    [InlineData("20261125T080000Z")]
    [InlineData("2026-11-25T17:00:00+09:00[Asia/Seoul]")]
    [InlineData("Wed, 25 Nov 2026 08:00:00 GMT")]
    [InlineData("Wed Nov 25 17:00:00 2026 +0900")] // git
    [InlineData("Wed Nov 25 17:00:00 KST 2026")] // date
    [InlineData("Wednesday, 25 November 2026, 8:00 AM")] // Moodle
    [InlineData("Wednesday, November 25, 2026, 8:00 AM")]
    [InlineData("Nov 25, 2026 8:00 AM")] // Canvas
    [InlineData("2026년 11월 25일 (수) 오후 5:00 KST")]
    [InlineData("2026년 11월 25일 수요일 오후 05:00:00 KST")]
    [InlineData("2026년 11월 25일 17시 00분 00초 +0900")]
    [InlineData("2026. 11. 25. 오후 5:00:00 KST")]
    [InlineData("2026. 11. 25. (수) 17:00:00 KST")]
    [InlineData("2026/11/25 08:00")]
    [InlineData("1795593600")]
    [InlineData("\uFEFF2026-11-25 08:00:00 UTC\r\n")]
    public void MomentIsRead(string text) => Assert.Equal(moment, SubmissionTime.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-25 08:00:00 CST")] // China's or Chicago's
    [InlineData("2026-11-25 08:00:00 Middle/Earth")]
    [InlineData("2026-13-25 08:00:00")]
    [InlineData("2026-11-25 28:00:00")]
    [InlineData("0001-01-01 00:00:00 KST")]
    [InlineData("2026-11-25 08:00:00 +9900")]
    [InlineData("99999999999999999999")]
    public void WhatIsNoMomentIsNoneReadWrongly(string text) => Assert.Null(SubmissionTime.Parse(text));

    [Theory, InlineData(true), InlineData(false)]
    public void TimeBesideTheNotebookIsTakenOrNoted(bool isZip)
    {
        var lab = Lab.Read(Repository.TinyLab("en"));
        (string, byte[])[] files = [("submitted/kim/tiny-lab/tiny-lab.ipynb", []), ("submitted/kim/tiny-lab/timestamp.txt", "2026-11-25 17:00:00 KST"u8.ToArray()),
            ("submitted/lee/tiny-lab/tiny-lab.ipynb", []), ("submitted/lee/tiny-lab/timestamp.txt", "25.11.26 \u001b[2J"u8.ToArray())];
        if (isZip) File.WriteAllBytes(scratch.Path("submitted.zip"), HandedInTests.Zipped(files));
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(scratch.Path(name))!);
            File.WriteAllBytes(scratch.Path(name), content);
        }
        var found = SubmissionReader.Find([scratch.Path(isZip ? "submitted.zip" : "submitted")], lab);
        Assert.Equal([("kim", moment), ("lee", default(DateTimeOffset?))], found.Select(file => (file.Student, file.Submitted)));
        Assert.Empty(found[0].Notes);
        Assert.Equal("The time of submission \"25.11.26 \uFFFD[2J\" can't be read; it was left out.", Assert.Single(found[1].Notes));
    }
}
