using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Course.Notebooks;

namespace Course.Grading.Tests;

/// <summary>What comes from outside, damaged in every way a computer can think of in some seconds: told from the documented reasons, or read.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests : IDisposable
{
    private const long mostGrowth = 1L << 30;
    private static readonly TimeSpan each = TimeSpan.FromSeconds(10);
    private readonly Scratch scratch = new();
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void DamagedNotebooksAreReadOrRefused()
    {
        var good = Grading.Submission(lab.File, Grading.Solutions(lab));
        Fuzz([good, "{\"cells\":[],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}"u8.ToArray(), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good))]],
            bytes => AnswerSheet.Take(bytes, lab), e => e is UngradableException);
    }

    [Fact]
    public void DamagedZipsAreReadOrRefused()
    {
        var inner = HandedInTests.Zipped(("x-main/notebooks/ko/tiny-lab.ipynb", Grading.Submission(lab.File, Grading.Solutions(lab))));
        byte[] zip = HandedInTests.Zipped(("a/tiny-lab.ipynb", "{}"u8.ToArray()), ("b/timestamp.txt", "2026-11-25 08:00:00 KST"u8.ToArray()), ("b/tiny-lab.ipynb", []),
            ("김민수_1_assignsubmission_file_/x.zip", inner), ("d_1_2_tiny-lab.ipynb", []));
        Fuzz([zip, inner], bytes =>
        {
            var path = scratch.Path("class.zip");
            File.Delete(path);
            File.WriteAllBytes(path, bytes);
            foreach (var file in SubmissionReader.Find([path], lab))
            {
                try
                {
                    file.Read?.Invoke();
                }
                catch (Exception e) when (e is IOException or InvalidDataException or UngradableException)
                {
                    // GradeRun says so in the learner's row.
                }
            }
        }, e => e is LabException);
    }

    [Fact]
    public void DamagedTablesOfPointsAreReadOrRefused()
    {
        var results = new[] { "kim", "007", "김민수" }.Select(student => new GradeResult(student, "tiny-lab", "en", "")
        {
            Exercises = [new("why", "Why", 2) { Score = null, Outcome = Outcome.ByHand }],
        }).ToList();
        Fuzz(["student_id,grade_id,points,max_points,comment\nkim,why,1.5,2,\"good, \"\"short\"\"\"\r\n김민수,why,2,2,\n7;why;;2;\n"u8.ToArray()], bytes =>
        {
            File.WriteAllBytes(scratch.Path("manual.csv"), bytes);
            var manual = new ManualPoints(scratch.Folder);
            manual.Write(results);
            results.ForEach(result => manual.Apply(result));
        }, e => e is NotebookException);
    }

    [Fact]
    public void DamagedTimesAreReadOrNot() => Fuzz(
        ["2026-11-25 17:00:00.123 +09:00 [Asia/Seoul]"u8.ToArray(), "2026년 11월 25일 (수) 오후 5:00:00 대한민국 표준시"u8.ToArray(), "Wed Nov 25 17:00:00 KST 2026"u8.ToArray()],
        bytes => SubmissionTime.Parse(Encoding.UTF8.GetString(bytes)), _ => false);

    [Fact]
    public void TwentyThousandEmptyNotebooksAreReadInSeconds()
    {
        using (var zip = ZipFile.Open(scratch.Path("many.zip"), ZipArchiveMode.Create))
            for (var i = 0; i < 20_000; i++) zip.CreateEntry($"class/learner{i}.ipynb");
        var clock = Stopwatch.StartNew();
        var files = SubmissionReader.Find([scratch.Path("many.zip")], lab);
        Assert.Equal(20_000, files.Count);
        Assert.All(files, file => Assert.Empty(file.Read!()));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    private static void Fuzz(byte[][] seeds, Action<byte[]> read, Func<Exception, bool> isDocumented)
    {
        // The process may already hold what other classes left behind.
        var most = Environment.WorkingSet + mostGrowth;
        var (random, clock, longest, rounds) = (new Random(5), Stopwatch.StartNew(), TimeSpan.Zero, 0);
        while (clock.Elapsed < TimeSpan.FromSeconds(5))
        {
            var bytes = Damaged(seeds, random);
            var began = clock.Elapsed;
            try
            {
                read(bytes);
            }
            catch (Exception e) when (isDocumented(e))
            {
                Assert.NotEmpty(e.Message);
            }
            longest = clock.Elapsed - began > longest ? clock.Elapsed - began : longest;
            if (++rounds % 100 == 0) Assert.InRange(Environment.WorkingSet, 0, most);
        }
        Assert.InRange(longest, TimeSpan.Zero, each);
        Assert.InRange(rounds, 100, int.MaxValue);
    }

    private static byte[] Damaged(byte[][] seeds, Random random)
    {
        var bytes = seeds[random.Next(seeds.Length)].ToList();
        for (var i = random.Next(1, 6); i > 0 && bytes.Count > 1; i--)
        {
            var (place, length) = (random.Next(bytes.Count), random.Next(1, 20));
            switch (random.Next(6))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] = new byte[] { 0, 0xFF, 0x7F, 0x80, (byte)'"', (byte)'{', (byte)'9', (byte)'\n' }[random.Next(8)]; break;
                case 2: bytes.RemoveRange(place, Math.Min(length, bytes.Count - place)); break;
                case 3: bytes.InsertRange(place, bytes.Skip(random.Next(bytes.Count)).Take(length).ToList()); break;
                case 4: bytes.InsertRange(place, Enumerable.Repeat(bytes[place], random.Next(1, 3000))); break;
                default: if (random.Next(8) == 0) bytes.RemoveRange(place, bytes.Count - place); break;
            }
        }
        return [.. bytes];
    }
}
