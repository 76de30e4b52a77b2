using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>
/// The repository's files, none of its built ones, below a home whose name has a space and Korean letters. An unprivileged user
/// owns it, whose programs run here with no package source: all comes from links to this machine's package cache. What it builds is
/// neither analysed nor compiled ahead of time, which takes longest and is the same everywhere. Made when first asked for.
/// </summary>
public sealed class CleanCopy : IDisposable
{
    private const int Nobody = 65534;

    private static readonly bool isRoot = !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private string? root;

    public string Home => Path.Combine(Root, "학생 홈");

    public string Folder => Path.Combine(Home, "kit");

    /// <summary>A folder at the head of PATH.</summary>
    public string Programs => Path.Combine(Root, "bin");

    /// <summary>A folder of packages, the only package source.</summary>
    public string Feed => Path.Combine(Home, "feed");

    private string Root => root ?? Make();

    private string Temporary => Path.Combine(Root, "tmp"); // without a space, with which MSBuild's Exec can't do on Unix

    private string Packages => Path.Combine(Root, "packages");

    /// <summary>This machine's package cache, where the build found it.</summary>
    public static string Cache { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Kit.Root, "lib/Course.Vision/obj/project.assets.json")))!
        ["packageFolders"]!.AsObject().First().Key;

    /// <summary>Puts a shell script of this name before all other programs.</summary>
    public void Program(string name, string script)
    {
        var path = Path.Combine(Programs, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        Must("chmod", "755", path);
    }

    /// <summary>Runs a command in the copy as its user.</summary>
    public Outcome Run(string[] command, params (string Name, string Value)[] environment)
    {
        string[] user = isRoot ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"] : [];
        string[] all = [.. user, .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "COURSE_DATA" or "COURSE_DEVICE" or "Torch").ToList())
            start.Environment.Remove(name);
        (string, string)[] own =
        [
            ("HOME", Home), ("DOTNET_CLI_HOME", Home), ("NUGET_PACKAGES", Packages), ("MSBUILDDISABLENODEREUSE", "1"), ("Precompile", "false"), ("RunAnalyzers", "false"), ("XDG_DATA_HOME", ""), ("JUPYTER_DATA_DIR", ""),
            ("TMPDIR", Temporary), ("PATH", $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}"),
        ];
        foreach (var (name, value) in own.Concat(environment))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result + error.Result, null);
    }

    public void Dispose()
    {
        if (root is not null)
            Directory.Delete(root, recursive: true);
    }

    private string Make()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What runs in the copy is for bash.");
        Requires.Git();
        // Not in /tmp, which may be a disk in memory: too small, and without links to the packages.
        root = Directory.CreateDirectory($"/var/tmp/course-{Guid.NewGuid():n}").FullName;
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(Temporary);
        File.WriteAllText(Path.Combine(Home, "NuGet.config"), """
            <configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>
            """);
        Must("bash", "-c", $"cd '{Kit.Root}' && git ls-files -z --cached --others --exclude-standard | tar c --null -T - --ignore-failed-read | tar x -C '{Folder}'");
        // Links, or copies where the cache lies on another disk.
        Must("bash", "-c", $"cp -alT '{Cache}' '{Packages}' 2>/dev/null || cp -rT '{Cache}' '{Packages}'");
        if (isRoot)
        {
            // Of the packages only the folders become the user's own, for a link's owner is its file's.
            Must("chown", "-R", $"{Nobody}:{Nobody}", Home, Temporary);
            Must("find", Packages, "-type", "d", "-exec", "chown", $"{Nobody}:{Nobody}", "{}", "+");
            Must("chmod", "755", root);
        }
        return root;
    }

    private static void Must(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {error}");
    }
}
