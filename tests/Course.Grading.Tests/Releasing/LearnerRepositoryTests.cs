using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Course.Grading.Tests;

/// <summary>What leaves the teacher's machine.</summary>
public sealed class LearnerRepositoryTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void RepositoryHoldsEverythingToLearnAndNothingToCheat()
    {
        Requires.Git();
        var labs = LearnerRepository.Write(Repository.Root, scratch.Path("out"));
        var files = Directory.EnumerateFiles(scratch.Path("out"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(scratch.Path("out"), path)).Where(path => !path.StartsWith(".git/", StringComparison.Ordinal)).ToList();
        Assert.Contains(Path.Combine("en", "5.1-lab"), labs);
        foreach (var needed in new[] { "Course.sln", "global.json", "nbgrader_config.py", "notebooks/setup.csx", "notebooks/ko/5.1-convolution.ipynb",
            "notebooks/ko/5.1-lab.ipynb", "lib/Course.Vision/Course.Vision.csproj", "lib/Course.Kernel/Course.Kernel.csproj", "lib/Course.Cli/Course.Cli.csproj",
            "lib/Course.Pages/Course.Pages.csproj", "lib/Course.Pages/Style/cells.css" })
            Assert.Contains(needed, files);
        Assert.DoesNotContain(files, file => file.StartsWith("tests/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal) || file.Contains("/obj/", StringComparison.Ordinal));
        Assert.DoesNotContain("tests", File.ReadAllText(scratch.Path("out", "Course.sln")));
        Assert.Contains("Course.Vision", File.ReadAllText(scratch.Path("out", "Course.sln")));

        var given = string.Join('\n', Directory.EnumerateFiles(Repository.Path("notebooks"), "*-lab.ipynb", SearchOption.AllDirectories)
            .SelectMany(path => Notebooks.Notebook.Read(path).Cells).Select(cell => Regions.HiddenTests.Replace(Regions.Solution.Replace(cell.Source, null), null)));
        var taken = Directory.EnumerateFiles(Repository.Path("notebooks"), "*-lab.ipynb", SearchOption.AllDirectories)
            .SelectMany(path => Notebooks.Notebook.Read(path).Cells).SelectMany(cell => Regions.HiddenTests.Lines(cell.Source).Concat(Regions.Solution.Lines(cell.Source)))
            .Select(line => line.Trim()).Where(line => line.Length > 40 && !given.Contains(line, StringComparison.Ordinal)).Distinct().ToList();
        var all = files.Where(file => file.EndsWith(".ipynb", StringComparison.Ordinal)).ToDictionary(file => file, file =>
            string.Join('\n', Notebooks.Notebook.Read(scratch.Path("out", file)).Cells.Select(cell => cell.Source)));
        Assert.All(all.Where(file => LearnerRepository.IsLab(file.Key)), file => Assert.All(taken, line => Assert.DoesNotContain(line, file.Value)));
        Assert.Equal("1", Git("rev-list", "--all", "--count").Trim());
        Assert.Equal("", Git("status", "--porcelain"));
    }

    [Fact]
    public void FolderThatIsNotEmptyIsRefused()
    {
        File.WriteAllText(scratch.Path("solution.ipynb"), "");
        Assert.Contains("empty folder", Assert.Throws<LabException>(() => LearnerRepository.Write(Repository.Root, scratch.Folder)).Message);
    }

    [Fact]
    public void GradescopeZipHoldsKitLabAndScripts()
    {
        GradescopeAutograder.Write(Repository.Root, Repository.Path("notebooks", "en", "5.1-lab.ipynb"), scratch.Path("autograder.zip"));
        using var zip = ZipFile.OpenRead(scratch.Path("autograder.zip"));
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        foreach (var needed in new[] { "setup.sh", "run_autograder", "kit/notebooks/en/5.1-lab.ipynb", "kit/notebooks/setup.csx", "kit/lib/Course.Cli/Program.cs" }) Assert.Contains(needed, names);
        Assert.DoesNotContain(names, name => name.Contains("/tests/", StringComparison.Ordinal) || name.Contains("5.1-convolution", StringComparison.Ordinal));
        foreach (var script in new[] { "setup.sh", "run_autograder" })
        {
            zip.GetEntry(script)!.ExtractToFile(scratch.Path(script));
            using var check = Process.Start("bash", ["-n", scratch.Path(script)]);
            check.WaitForExit();
            Assert.Equal(0, check.ExitCode);
            Assert.Equal(0x81EDu, (uint)zip.GetEntry(script)!.ExternalAttributes >> 16);
        }
    }

    [Fact]
    public void NbgraderConfigurationIsPythonAndKnowsCSharp()
    {
        var interpreter = Requires.Python("sys", "python3");
        var script = "class Any:\n    def __getattr__(self, name):\n        value = self.__dict__[name] = Any()\n        return value\n" +
            $"seen = Any()\ndef get_config(): return seen\n{NbgraderConfig.Text("cnn")}\nprint(seen.ClearSolutions.code_stub['C#'])";
        File.WriteAllText(scratch.Path("config.py"), script);
        var start = new ProcessStartInfo(interpreter, [scratch.Path("config.py")]) { RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        Assert.Equal(Regions.CodeStub, python.StandardOutput.ReadToEnd().Trim());
    }

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = scratch.Path("out"), RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }
}
