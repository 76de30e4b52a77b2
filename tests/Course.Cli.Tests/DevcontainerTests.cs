using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>
/// The development container: its description as the Dev Containers CLI reads it, what its image restores, and the script that
/// makes a clone ready, run by an unprivileged user in a clean copy below a folder with a space and Korean letters.
/// </summary>
public sealed class DevcontainerTests(CleanCopy copy) : IClassFixture<CleanCopy>
{
    private const string Gpu = "NVIDIA GeForce RTX 4090, 570.86.10";

    private static readonly string folder = Path.Combine(Kit.Root, ".devcontainer");

    private string Prefix => Path.Combine(copy.Home, "usr local");

    [Fact]
    public void CliOfDevContainersUnderstandsTheDescription()
    {
        var cli = Requires.DevContainers();
        // It asks docker whether the container runs already; `true` says that none does.
        var start = new ProcessStartInfo(cli, ["read-configuration", "--workspace-folder", Kit.Root, "--docker-path", "true"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var read = JsonNode.Parse(process.StandardOutput.ReadToEnd())!["configuration"]!;
        Assert.Equal("optional", read["hostRequirements"]!["gpu"]!.GetValue<string>());
        Assert.Equal(["ms-toolsai.jupyter", "ms-dotnettools.csharp"], read["customizations"]!["vscode"]!["extensions"]!.AsArray().Select(each => each!.GetValue<string>()));
        Assert.True(File.Exists(Path.Combine(folder, read["build"]!["dockerfile"]!.GetValue<string>())));
        Assert.True(File.Exists(Path.Combine(Kit.Root, read["updateContentCommand"]!.GetValue<string>())));
        Assert.All(read["customizations"]!["codespaces"]!["openFiles"]!.AsArray(), file => Assert.True(File.Exists(Path.Combine(Kit.Root, file!.GetValue<string>()))));
    }

    [Fact]
    public void ImageIsNamedByDigest() =>
        Assert.Matches(@"(?m)^FROM \S+/dotnet/sdk:10\.0-noble@sha256:[0-9a-f]{64}$", File.ReadAllText(Path.Combine(folder, "Dockerfile")));

    [Fact]
    public void FilesThatTheImageSeesSufficeToRestore()
    {
        var image = Path.Combine(copy.Home, "image");
        foreach (var file in Directory.EnumerateFiles(copy.Folder, "*", SearchOption.AllDirectories).Where(IsSeenByTheImage))
        {
            var target = Path.Combine(image, Path.GetRelativePath(copy.Folder, file));
            copy.Run(["mkdir", "-p", Path.GetDirectoryName(target)!]);
            copy.Run(["cp", file, target]);
        }
        var restore = Regex.Match(File.ReadAllText(Path.Combine(folder, "Dockerfile")), "dotnet restore .*CI=true").Value;
        var outcome = copy.Run(["bash", "-c", restore.Replace("/kit/", $"'{image}'/", StringComparison.Ordinal)]);
        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.True(File.Exists(Path.Combine(image, "lib/Course.Vision/obj/project.assets.json")));
    }

    [Fact]
    public void WithoutAGpuTheKitIsBuiltForTheCpuAndItsKernelIsEverybodys()
    {
        copy.Program("nvidia-smi", "echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'; exit 9");
        var outcome = Create();
        Assert.Contains("No NVIDIA GPU with a working driver found", outcome.Text);
        Assert.Matches(@"ok +TorchSharp +cpu", outcome.Text);
        Assert.Contains($"installed as .net-csharp in {Prefix}", outcome.Text.Replace("Installed the kernel 'C# (course)' as", "installed as", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(copy.Folder, ".devcontainer/torch.props")));

        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(Prefix, "share/jupyter/kernels/.net-csharp/kernel.json")))!;
        Assert.Contains(Path.Combine(copy.Folder, "lib/Course.Cli/bin/course.dll"), spec["argv"]!.AsArray().Select(part => part!.GetValue<string>()));

        var lesson = copy.Run(["dotnet", "lib/Course.Cli/bin/course.dll", "run", "notebooks/ko/5.1-convolution.ipynb", "--out", "내 출력"]);
        Assert.True(lesson.ExitCode == 0, lesson.Text);
        Assert.True(File.Exists(Path.Combine(copy.Folder, "내 출력/ko/5.1-convolution.html")));
    }

    [Fact]
    public void GpuWithoutTheCudaPackagesStaysOnTheCpuAndSaysSo()
    {
        copy.Program("nvidia-smi", $"echo '{Gpu}'");
        var outcome = Create();
        Assert.Contains($"NVIDIA GPU found ({Gpu})", outcome.Text);
        Assert.Contains("The CUDA packages could not be restored (the reason stands above): building for the CPU", outcome.Text);
        Assert.Contains("TorchSharp-cuda-linux", outcome.Text); // NuGet's reason
        Assert.Matches(@"ok +TorchSharp +cpu", outcome.Text);
        Assert.Matches($"note +GPU +{Gpu}, but the kit is built for the CPU", outcome.Text);
    }

    [Fact]
    public void GpuWithTheCudaPackagesIsBuiltForCudaByEveryLaterCommandToo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package is the one for Linux.");
        copy.Program("nvidia-smi", $"echo '{Gpu}'");
        // Stands for the real package, of which there is none here: the same name and version, with the CPU's libtorch.
        var package = Path.Combine(copy.Feed, "TorchSharp-cuda-linux.0.107.0.nupkg");
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Create))
        using (var nuspec = new StreamWriter(zip.CreateEntry("TorchSharp-cuda-linux.nuspec").Open()))
            nuspec.Write("""
                <package><metadata><id>TorchSharp-cuda-linux</id><version>0.107.0</version><authors>test</authors><description>test</description>
                <dependencies><dependency id="TorchSharp" version="0.107.0" /><dependency id="libtorch-cpu-linux-x64" version="2.10.0" /></dependencies></metadata></package>
                """);
        try
        {
            Assert.Contains("Building for CUDA", Create().Text);
            var later = copy.Run(["dotnet", "restore", "lib/Course.Cli", "--force", "-v", "quiet"]);
            Assert.True(later.ExitCode == 0, later.Text);
            Assert.Contains("TorchSharp-cuda-linux/0.107.0", File.ReadAllText(Path.Combine(copy.Folder, "lib/Course.Vision/obj/project.assets.json")));
        }
        finally
        {
            File.Delete(package);
            copy.Run(["bash", "-c", "rm -rf \"$NUGET_PACKAGES\"/torchsharp-cuda-linux .devcontainer/torch.props"]);
        }
    }

    [Fact]
    public void WherePeoplesKernelsMayNotBeWrittenItIsInstalledForTheUser()
    {
        copy.Program("nvidia-smi", "exit 9");
        Assert.Contains(Path.Combine(copy.Home, ".local/share/jupyter/kernels"), Create("/proc").Text);
    }

    private Outcome Create(string? prefix = null)
    {
        var outcome = copy.Run([Path.Combine(copy.Folder, ".devcontainer/create")],
            ("KERNEL_PREFIX", prefix ?? Prefix), ("JUPYTER_PATH", Path.Combine(Prefix, "share", "jupyter")));
        Assert.True(outcome.ExitCode == 0, outcome.Text);
        return outcome;
    }

    /// <summary>Dockerfile.dockerignore: all is left out but what its lines with ! name.</summary>
    private bool IsSeenByTheImage(string file) => File.ReadLines(Path.Combine(folder, "Dockerfile.dockerignore"))
        .Where(line => line.StartsWith('!'))
        .Any(line => Regex.IsMatch(Path.GetRelativePath(copy.Folder, file), $"^{Regex.Escape(line[1..]).Replace("\\*", "[^/]*", StringComparison.Ordinal)}$"));
}
