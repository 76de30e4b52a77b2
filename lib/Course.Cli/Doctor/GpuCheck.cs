using System.ComponentModel;
using System.Diagnostics;

namespace Course.Cli.Doctor;

/// <summary>Whether an NVIDIA GPU and the libtorch that was built fit each other.</summary>
internal static class GpuCheck
{
    public static Finding Run() =>
        Of(Driver(), Directory.Exists(Kit.Library) && Directory.EnumerateFiles(Kit.Library, "*torch_cuda*").Any());

    /// <param name="gpu">What the driver says is there; empty without a driver.</param>
    /// <param name="cuda">Whether the kit is built for CUDA.</param>
    public static Finding Of(string gpu, bool cuda) => (gpu.Length > 0, cuda) switch
    {
        (true, true) => new("GPU", Health.Good, gpu),
        (true, false) => new("GPU", Health.Note, $"{gpu}, but the kit is built for the CPU",
            "To use it: dotnet build lib/Course.Cli -p:Torch=cuda (on Linux .devcontainer/create does that for good)"),
        (false, true) => new("GPU", Health.Note, "the kit is built for CUDA, but nvidia-smi finds no GPU",
            "Lessons run on the CPU. Mend the driver, or build for the CPU: dotnet build lib/Course.Cli -p:Torch=cpu"),
        (false, false) => new("GPU", Health.Good, "no NVIDIA driver found; the kit is built for the CPU"),
    };

    private static string Driver()
    {
        try
        {
            var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,driver_version", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var smi = Process.Start(start)!;
            var names = smi.StandardOutput.ReadToEnd()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            smi.WaitForExit();
            return smi.ExitCode == 0 ? string.Join("; ", names) : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
