using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>What README and environment.md tell people to type is run here, or by .ci/run where it takes minutes.</summary>
public sealed class DocumentTests : IDisposable
{
    private const string CourseCommand = "dotnet run --project lib/Course.Cli -- ";

    private static readonly string[] pages = ["README.md", "README.ko.md", "environment.md"];

    private readonly string home = Directory.CreateTempSubdirectory("course documents").FullName;

    public static TheoryData<string> Commands() => [.. Typed().Where(command => !Grades(command))];

    public static TheoryData<string> CommandsThatGrade() => [.. Typed().Where(Grades)];

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public void CommandWorks(string command)
    {
        if (command.StartsWith(CourseCommand, StringComparison.Ordinal))
            Assert.Equal(0, Run("dotnet", [typeof(Kit).Assembly.Location, .. Words(command[CourseCommand.Length..]).Select(Placed), .. Output(command)]));
        else if (Regex.IsMatch(command, "^dotnet (build|restore) ")) // what it would build with, without building
            Assert.Equal(0, Run("dotnet", ["msbuild", .. Words(command)[2..].Select(word => word == "Course.sln" ? "lib/Course.Cli" : word), "-getProperty:OutputPath"]));
        else if (Regex.Match(command, @"^(\.\w+|tests|lib)/[\w/.-]+") is { Success: true } script)
            Assert.Equal(0, Run("bash", ["-n", script.Value]));
        else if (Regex.Match(command, @"^export (\w+)=\S+$") is { Success: true } variable)
            Assert.Contains(variable.Groups[1].Value, Known());
        else
            Assert.Fail($"Tell DocumentTests how to check: {command}");
    }

    [Theory]
    [MemberData(nameof(CommandsThatGrade))]
    public void CommandThatGradesWorks(string command)
    {
        Requires.Bubblewrap();
        if (command.Contains(" merge ", StringComparison.Ordinal)) // of what the command before it made
            CommandThatGradesWorks(pages.SelectMany(MarkdownCommands.In).TakeWhile(other => other != command).Last());
        CommandWorks(command);
    }

    [Fact]
    public void KoreanReadmeSaysTheSame()
    {
        Assert.Equal(MarkdownCommands.In("README.md"), MarkdownCommands.In("README.ko.md"));
        foreach (var part in new[] { "^#+ ", @"^\|", "^- ", @"^!\[" })
            Assert.Equal(Count("README.md", part), Count("README.ko.md", part));
    }

    [Fact]
    public void LayoutNamesEveryProject()
    {
        var readme = File.ReadAllText(Path.Combine(Kit.Root, "README.md"));
        Assert.All(Directory.EnumerateDirectories(Path.Combine(Kit.Root, "lib"), "Course.*"),
            project => Assert.Contains($"| `lib/{Path.GetFileName(project)}/` |", readme));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ko.md")]
    [InlineData("environment.md")]
    public void EveryLinkToAFileLeadsThere(string page)
    {
        var links = Regex.Matches(File.ReadAllText(Path.Combine(Kit.Root, page)), @"\]\((?!http|#)([^)#]+)").Select(match => match.Groups[1].Value);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Kit.Root, link)), link));
    }

    [Fact]
    public void PictureIsSmall() => Assert.InRange(new FileInfo(Path.Combine(Kit.Root, ".github", "lesson.png")).Length, 10_000, 200_000);

    private static IEnumerable<string> Typed() => pages.SelectMany(MarkdownCommands.In).Distinct().Where(command => !IsRunByCi(command));

    private static bool Grades(string command) => command.Contains(" grade ", StringComparison.Ordinal);

    private static bool IsRunByCi(string command) =>
        File.ReadLines(Path.Combine(Kit.Root, ".ci", "run")).Any(line => line.StartsWith(command, StringComparison.Ordinal));

    private static int Count(string page, string pattern) => File.ReadLines(Path.Combine(Kit.Root, page)).Count(line => Regex.IsMatch(line, pattern));

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a command writes goes to a folder of the test's; <c>submitted</c> there holds one submission, the lab as it is.</summary>
    private string Placed(string word)
    {
        var lab = Path.Combine(home, "submitted", "kim", "5.1-lab.ipynb");
        if (word == "submitted" && !File.Exists(lab))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(lab)!);
            File.Copy(Path.Combine(Kit.Root, "notebooks", "en", "5.1-lab.ipynb"), lab);
        }
        return word == "submitted" || word.StartsWith("out/", StringComparison.Ordinal) ? Path.Combine(home, word) : word;
    }

    private string[] Output(string command) => command.StartsWith(CourseCommand + "run ", StringComparison.Ordinal)
        ? ["--out", Path.Combine(home, "out")]
        : [];

    /// <summary>Names of variables: what the kit's sources and its tables mention.</summary>
    private static string Known() => string.Concat(
        new[] { "lib", "." }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Kit.Root, folder), "*.*", new EnumerationOptions { RecurseSubdirectories = folder == "lib" }))
            .Where(file => Path.GetExtension(file) is ".cs" or ".props").Select(File.ReadAllText)) + "NUGET_PACKAGES http_proxy https_proxy no_proxy";

    private int Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Kit.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "HOME", "USERPROFILE", "JUPYTER_DATA_DIR" })
            start.Environment[name] = home;
        start.Environment["DOTNET_CLI_HOME"] = home;
        start.Environment["NUGET_PACKAGES"] = CleanCopy.Cache;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        TestContext.Current.TestOutputHelper?.WriteLine(output.Result + error.Result);
        return process.ExitCode;
    }
}
