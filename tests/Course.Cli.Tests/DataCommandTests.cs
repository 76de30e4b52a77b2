using System.Diagnostics;

namespace Course.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly CourseFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FileUnderAPublishedNameThatIsAnotherIsNotCounted()
    {
        Directory.CreateDirectory(folder.Path("weights"));
        File.WriteAllText(folder.Path("weights/resnet18-f37072fd.pth"), "converted");
        var start = new ProcessStartInfo("dotnet", [typeof(Kit).Assembly.Location, "data", "list"]) { RedirectStandardOutput = true };
        start.Environment["COURSE_DATA"] = folder.Path("");
        using var list = Process.Start(start)!;
        var text = list.StandardOutput.ReadToEnd();
        Assert.Contains("weights              0 of 13 files", text);
        Assert.Contains("not as published, so not counted: resnet18-f37072fd.pth", text);
        Assert.Contains("kitnet               1 of 1 files", text);
    }
}
