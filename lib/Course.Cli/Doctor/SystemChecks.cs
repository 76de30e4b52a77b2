using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Course.Cli.Doctor;

/// <summary>The machine under the kit: .NET SDK, operating system, threads, the right to write.</summary>
internal static class SystemChecks
{
    public static IEnumerable<Finding> All()
    {
        yield return Sdk(InstalledSdks(), WantedSdk());
        yield return Platform(RuntimeInformation.OSDescription, RuntimeInformation.RuntimeIdentifier);
        yield return Threads(Environment.ProcessorCount, Environment.GetEnvironmentVariable("OMP_WAIT_POLICY"),
            Environment.GetEnvironmentVariable("OMP_NUM_THREADS"));
        yield return Writing(Kit.Root);
    }

    public static Finding Sdk(IReadOnlyList<Version> installed, Version wanted)
    {
        var fitting = installed.Where(version => version >= wanted && version.Major == wanted.Major).Max();
        return fitting is not null
            ? new(".NET SDK", Health.Good, fitting.ToString())
            : new(".NET SDK", Health.Bad,
                installed.Count == 0 ? "none" : string.Join(", ", installed),
                $"Install the .NET {wanted.Major} SDK, version {wanted} or newer: https://dotnet.microsoft.com/download");
    }

    public static Finding Platform(string description, string rid)
    {
        var supported = rid.EndsWith("x64", StringComparison.Ordinal) ? !OperatingSystem.IsMacOS()
            : rid.EndsWith("arm64", StringComparison.Ordinal) && OperatingSystem.IsMacOS();
        return supported
            ? new("system", Health.Good, $"{description} ({rid})")
            : new("system", Health.Bad, $"{description} ({rid})",
                "TorchSharp has libtorch for Linux and Windows on x64 and for macOS on arm64 only. Use such a machine or a "
                    + "Codespace.");
    }

    public static Finding Threads(int cores, string? policy, string? count)
    {
        var found = $"{cores} cores, OMP_WAIT_POLICY={policy ?? "(unset)"}, OMP_NUM_THREADS={count ?? "(unset)"}";
        if (string.Equals(policy, "ACTIVE", StringComparison.OrdinalIgnoreCase))
            return new("threads", Health.Note, found,
                "ACTIVE threads spin; beside another busy program training gets many times slower. Unset it.");
        return int.TryParse(count, out var threads) && threads > cores
            ? new("threads", Health.Note, found,
            $"More threads than cores slow training down: set OMP_NUM_THREADS={cores}, or unset it.")
            : new("threads", Health.Good, found);
    }

    public static Finding Writing(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new("write access", Health.Good, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new("write access", Health.Bad, error.Message,
                "Give yourself write access to the kit's folder, or clone it into your home folder; else use --out and "
                    + "COURSE_DATA.");
        }
    }

    private static Version WantedSdk()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Kit.Root, "global.json")));
        return Version.Parse(json.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
    }

    private static List<Version> InstalledSdks()
    {
        try
        {
            // Asked from the root folder: a global.json that nothing satisfies would make the command fail.
            var start = new ProcessStartInfo("dotnet", ["--list-sdks"])
            { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
            using var dotnet = Process.Start(start)!;
            return dotnet.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Version.TryParse(line.Split(' ')[0], out var version) ? version : null)
                .OfType<Version>().ToList();
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
