using System.IO.Compression;
using System.Text;

namespace Course.Grading.Tests;

/// <summary>Folders and zips as learners, platforms and operating systems make them: whose they are, and which notebook counts.</summary>
public sealed class HandedInTests : IDisposable
{
    private const string name = "tiny-lab.ipynb";
    private readonly Scratch scratch = new();
    private readonly Lab lab = Lab.Read(Repository.TinyLab("en"));
    private readonly byte[] empty, filled, emptyKorean, filledKorean;

    public HandedInTests()
    {
        var nothing = new Dictionary<string, string>();
        (empty, filled) = (Grading.Submission(Repository.TinyLab("en"), nothing), Grading.Submission(Repository.TinyLab("en"), Grading.Solutions(lab)));
        (emptyKorean, filledKorean) = (Grading.Submission(Repository.TinyLab("ko"), nothing), Grading.Submission(Repository.TinyLab("ko"), Grading.Solutions(lab)));
    }

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(true, false, "en", false)]
    [InlineData(false, true, "ko", false)]
    [InlineData(true, true, "en", true)]
    [InlineData(false, false, "en", false)]
    public void OfAReleasedRepositoryTheLanguageWithAnswersCounts(bool english, bool korean, string chosen, bool isNoted)
    {
        (string, byte[])[] files = [("README.md", []), ("notebooks/setup.csx", []), ("notebooks/en/5.1-convolution.ipynb", empty), ("lib/X/y.ipynb", empty),
            ($"notebooks/en/{name}", english ? filled : empty), ($"notebooks/ko/{name}", korean ? filledKorean : emptyKorean)];
        Folder("clone/kim", files);
        foreach (var (zip, prefix) in new[] { ("cnn-kim-main.zip", "cnn-kim-main/"), ("again.zip", "kim/cnn-kim-main/"), ("kim.zip", ""), ("windows.zip", "kim\\"), })
            Zip(zip, [.. files.Select(file => (prefix + (zip == "windows.zip" ? file.Item1.Replace('/', '\\') : file.Item1), file.Item2))]);
        foreach (var (path, student) in new[] { ("clone", "kim"), ("clone/kim", "kim"), ("cnn-kim-main.zip", "cnn-kim"), ("again.zip", "kim"), ("kim.zip", "kim"), ("windows.zip", "kim") })
        {
            var file = Assert.Single(Find(path));
            Assert.Equal((student, null), (file.Student, file.Fault));
            Assert.Equal((chosen, (english, korean)) switch
            {
                (_, (false, false)) => empty,
                ("en", _) => filled,
                _ => filledKorean,
            }, file.Read!());
            Assert.Equal(isNoted, file.Notes.Any(note => note.Contains("more than once", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void ReleasedRepositoryIsGradedAsItIsCloned()
    {
        Folder("in/learner", ($"notebooks/en/{name}", empty), ($"notebooks/ko/{name}", filledKorean));
        var result = Assert.Single(Grading.Grade(lab, scratch.Path("out"), Find("in")));
        Assert.Equal(("learner", 6.0), (result.Student, result.Score));
    }

    [Fact]
    public void TwoNotebooksThatNobodyCanChooseFromAreNamed()
    {
        Folder("in/kim", ($"a/{name}", filled), ($"b/{name}", Grading.Submission(lab.File, new Dictionary<string, string> { ["mean-answer"] = "var mean = 1;" })));
        Assert.Contains("kim/a/tiny-lab.ipynb, kim/b/tiny-lab.ipynb", Assert.Single(Find("in")).Fault);
        Folder("same/kim", ($"a/{name}", filled), ($"b/{name}", filled));
        Assert.Null(Assert.Single(Find("same")).Fault);
    }

    [Fact]
    public void ClassesZipHoldsALearnerAFolderFileOrZip()
    {
        Zip("class.zip", ($"class/kim/{name}", filled), ($"class/lee/notebooks/en/{name}", filled), ("class/park-main.zip", Zipped(($"park-main/notebooks/ko/{name}", filledKorean))),
            ($"__MACOSX/class/kim/._{name}", []), ("class/kim/.ipynb_checkpoints/x.ipynb", []), ("class/broken.zip", [1, 2, 3]));
        Assert.Equal(["broken: False", "kim: True", "lee: True", "park: True"], Find("class.zip").Select(file => $"{file.Student}: {file.Fault is null}"));
        Assert.Equal(filledKorean, Find("class.zip")[3].Read!());
        Folder("in", ("kim.zip", Zipped((name, filled))), ("lee-master.zip", Zipped(($"lee-master/notebooks/en/{name}", filled))));
        Assert.Equal(["kim", "lee"], Find("in").Select(file => file.Student));
        Assert.All(Find("in"), file => Assert.Equal(filled, file.Read!()));
    }

    [Fact]
    public void MoodlesFoldersAndFilesAreTheirLearners()
    {
        Folder("in", ($"김민수_1234567_assignsubmission_file_/{name}", filled), ("이서연_1234568_assignsubmission_file_/repository.zip", Zipped(($"x/notebooks/en/{name}", filled))),
            ("이서연_1234568_assignsubmission_onlinetext_/onlinetext.html", []), ($"박지훈_1234569_assignsubmission_file_{name}", filled),
            ("최유진_1234570_assignsubmission_file/essay.pdf", [1]));
        Zip("moodle.zip", [.. Directory.EnumerateFiles(scratch.Path("in"), "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(scratch.Path("in"), path), File.ReadAllBytes(path)))]);
        foreach (var files in new[] { Find("in"), Find("moodle.zip") })
        {
            Assert.Equal([("김민수", "1234567"), ("박지훈", "1234569"), ("이서연", "1234568"), ("최유진", "1234570")], files.Select(file => (file.Student, file.Platform)!));
            Assert.Equal([true, true, true, false], files.Select(file => file.Fault is null));
        }
        Reports.Write(lab, scratch.Path("out"), Grading.Grade(lab, scratch.Path("out"), Find("in")));
        Assert.Contains("Participant 1234568,이서연,,6,8,,", File.ReadAllText(scratch.Path("out", "moodle.csv")));
        Assert.Contains("김민수,1234567,,,,6", File.ReadAllText(scratch.Path("out", "canvas.csv")));
    }

    [Fact]
    public void CanvasNamesTheLearnerTheNumberAndWhatIsLate()
    {
        Folder("in", ("kimminsu_12345_678901_tiny-lab.ipynb", filled), ("leeseoyeon_LATE_12346_678902_tiny-lab-2.ipynb", filled),
            ("leeseoyeon_LATE_12346_678903_notes.ipynb", empty), ("parkjihun_12347_678904_tiny-lab (1).ipynb", filled), ("choi_12348_678905_cnn-choi-main.zip", Zipped(($"c/notebooks/en/{name}", filled))));
        var files = Find("in");
        Assert.Equal([("choi", "12348"), ("kimminsu", "12345"), ("leeseoyeon", "12346"), ("parkjihun", "12347")], files.Select(file => (file.Student, file.Platform)!));
        Assert.All(files, file => Assert.Equal(filled, file.Read!()));
        Assert.Equal([false, false, true, false], files.Select(file => file.Notes.Any(note => note.Contains("late", StringComparison.Ordinal))));
    }

    [Fact]
    public void NamesakesAreToldApartByTheirNumber()
    {
        Folder("in", ($"김민수_1_assignsubmission_file_/{name}", filled), ($"김민수_2_assignsubmission_file_/{name}", filled));
        Assert.Equal(["김민수 1", "김민수 2"], Find("in").Select(file => file.Student));
    }

    [Fact]
    public void DoubtfulIdTakesNobodysRow()
    {
        foreach (var folder in new[] { "one", "two" }) Folder(folder, ("kim.ipynb", filled), ("kim (2).ipynb", filled));
        var files = Find("one", "two");
        Assert.Equal(4, files.Select(file => file.Student).Distinct().Count());
        Assert.All(files, file => Assert.NotNull(file.Fault));
    }

    [Theory]
    [InlineData("euc-kr", "김민수/", "김민수")] // Korean Windows
    [InlineData("euc-kr", "똠방각하/", "똠방각하")]
    [InlineData("utf-8", "\u1100\u1175\u11B7\u1106\u1175\u11AB\u1109\u116E/", "김민수")] // macOS, in pieces
    [InlineData("utf-8", "\u1100\u1161\u11A8\u1112\u1161\u11AB/", "각한")]
    public void NamesThatAZipDoesNotSayToBeUtf8AreRead(string encoding, string folder, string student)
    {
        var korean = encoding == "euc-kr" ? CodePagesEncodingProvider.Instance.GetEncoding(949)! : Encoding.UTF8;
        WriteZip("class.zip", [.. korean.GetBytes(folder), .. Encoding.ASCII.GetBytes(name)], [.. korean.GetBytes("박하준/"), .. Encoding.ASCII.GetBytes(name)], [0xFF, 0xFE, (byte)'/', .. Encoding.ASCII.GetBytes(name)]);
        var students = Find("class.zip").Select(file => file.Student).ToList();
        Assert.Contains(student, students);
        Assert.Contains("박하준", students);
        Assert.Equal(3, students.Distinct().Count());
    }

    [Fact]
    public void NamesThatHideOrCommandSomethingAreShownAndStayDifferent()
    {
        Zip("class.zip", ($"kim/{name}", filled), ($"kim\uFEFF/{name}", filled), ($"\u001b[2Jlee/{name}", filled), ($"\u202Eeel/{name}", filled));
        var files = Find("class.zip");
        Assert.Equal(["kim", "kim\uFFFD", "\uFFFD[2Jlee", "\uFFFDeel"], files.Select(file => file.Student));
        Assert.All(files, file => Assert.Null(file.Fault));
        Assert.DoesNotContain(files, file => file.Source.Any(char.IsControl));
    }

    [Fact]
    public void EndlessFoldersAndLinksAreLeftAlone()
    {
        Folder("in/kim", ($"notebooks/en/{name}", filled));
        Directory.CreateSymbolicLink(scratch.Path("in", "kim", "again"), scratch.Path("in"));
        Directory.CreateSymbolicLink(scratch.Path("in", "etc"), "/etc");
        Directory.CreateDirectory(scratch.Path(["in", "kim", .. Enumerable.Repeat("deep", 40)]));
        var files = Find("in");
        Assert.Equal(["etc", "kim"], files.Select(file => file.Student));
        Assert.Contains("is a link", files[0].Fault);
        Assert.Null(files[1].Fault);
    }

    private IReadOnlyList<SubmissionFile> Find(params string[] paths) => SubmissionReader.Find(paths.Select(path => scratch.Path(path)), lab);

    private void Folder(string folder, params (string Name, byte[] Content)[] files)
    {
        foreach (var (file, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(scratch.Path(folder, file))!);
            File.WriteAllBytes(scratch.Path(folder, file), content);
        }
    }

    private void Zip(string zip, params (string Name, byte[] Content)[] files) => File.WriteAllBytes(scratch.Path(zip), Zipped(files));

    internal static byte[] Zipped(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var (file, content) in files)
            {
                using var entry = archive.CreateEntry(file).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    // .NET says of each name that is not ASCII that it is UTF-8: the names are put in afterwards.
    private void WriteZip(string zip, params byte[][] names)
    {
        var placeholders = names.Select((bytes, i) => new string((char)('A' + i), bytes.Length)).ToList();
        var text = Encoding.Latin1.GetString(Zipped([.. placeholders.Select(placeholder => (placeholder, filled))]));
        foreach (var (placeholder, bytes) in placeholders.Zip(names)) text = text.Replace(placeholder, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        File.WriteAllBytes(scratch.Path(zip), Encoding.Latin1.GetBytes(text));
    }
}
