using System.Text.Json.Nodes;
using Course.Kernel.Install;

namespace Course.Kernel.Tests.Install;

public sealed class KernelSpecTests : IDisposable
{
    private static readonly string[] command = ["/usr/bin/dotnet", "/kit/course.dll", "kernel", "run"];

    private readonly string prefix = Directory.CreateTempSubdirectory("course kernel spec").FullName;

    private string Kernels => Path.Combine(prefix, "share", "jupyter", "kernels");

    private KernelSpec Spec => KernelSpec.In(prefix);

    public void Dispose() => Directory.Delete(prefix, recursive: true);

    [Fact]
    public void FreshInstallTakesTheDropInName()
    {
        Spec.Install(command);
        var json = Read(KernelSpec.DropInName);
        Assert.Equal([.. command, "{connection_file}"], json["argv"]!.AsArray().Select(part => part!.GetValue<string>()));
        Assert.Equal("message", json["interrupt_mode"]!.GetValue<string>());
        Assert.Equal("C#", json["language"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("logo-32x32.png", 32)]
    [InlineData("logo-64x64.png", 64)]
    public void LogosHaveTheSizeTheirNamesSay(string file, int size)
    {
        Spec.Install(command);
        var png = File.ReadAllBytes(Path.Combine(Kernels, KernelSpec.DropInName, file));
        Assert.Equal(size, png[19]);
        Assert.Equal(size, png[23]);
    }

    [Fact]
    public void SecondInstallReplacesTheFirst()
    {
        Spec.Install(["/old"]);
        Spec.Install(command);
        Assert.Equal("/usr/bin/dotnet", Read(KernelSpec.DropInName)["argv"]![0]!.GetValue<string>());
        Assert.Single(Directory.GetDirectories(Kernels));
    }

    [Fact]
    public void ForeignSpecStaysAndOursSaysItsOtherName()
    {
        var foreign = WriteForeign(KernelSpec.DropInName);
        var said = Spec.Install(command);
        Assert.Contains(KernelSpec.OwnName, said, StringComparison.Ordinal);
        Assert.Contains("it stays", said, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(foreign));
        Assert.Equal("C#", Read(KernelSpec.OwnName)["language"]!.GetValue<string>());
    }

    [Fact]
    public void ForeignSpecUnderTheChosenNameIsAnError()
    {
        WriteForeign("mine");
        Assert.Contains("another program", Assert.Throws<CourseException>(() => Spec.Install(command, "mine")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UninstallRemovesOursAndNothingElse()
    {
        var foreign = WriteForeign(KernelSpec.DropInName);
        Spec.Install(command);
        Assert.Contains("Removed course-csharp", Spec.Uninstall(), StringComparison.Ordinal);
        Assert.True(File.Exists(foreign));
        Assert.Contains("No kernel of the course", Spec.Uninstall(), StringComparison.Ordinal);
    }

    [Fact]
    public void UninstallOfAForeignNameIsAnError()
    {
        var foreign = WriteForeign("python3");
        Assert.Throws<CourseException>(() => Spec.Uninstall("python3"));
        Assert.True(File.Exists(foreign));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void NameThatIsAPathIsRefused(string name) => Assert.Throws<CourseException>(() => Spec.Install(command, name));

    private JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Kernels, name, "kernel.json")))!.AsObject();

    private string WriteForeign(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kernels, name)).FullName;
        var file = Path.Combine(folder, "kernel.json");
        File.WriteAllText(file, "{}");
        return file;
    }
}
