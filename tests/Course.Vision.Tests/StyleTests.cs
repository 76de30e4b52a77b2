using System.Text.RegularExpressions;

namespace Course.Vision.Tests;

/// <summary>One dialect in all of lib/, where no analyzer asks for it.</summary>
public partial class StyleTests
{
    private static readonly IReadOnlyList<(string File, string[] Lines)> all = [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "lib"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (File: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), Lines: File.ReadAllLines(path)))
        .Where(file => !file.File.Contains("/obj/", StringComparison.Ordinal))];

    [Fact]
    public void LinesAreAtMost130CharactersLong() => Assert.Empty(Places(line => line.Length > 130));

    [Fact]
    public void WhatAnIfDoesStandsOnALineOfItsOwn() => Assert.Empty(Places(line => OneLineIf().IsMatch(line)));

    [Fact]
    public void FilesAreShort() => Assert.Empty(all
        .Where(file => file.Lines.Length > (file.File.StartsWith("lib/Course.Vision/", StringComparison.Ordinal) ? 150 : 200))
        .Select(file => $"{file.File}: {file.Lines.Length} lines"));

    private static IEnumerable<string> Places(Func<string, bool> wrong) => all.SelectMany(file => file.Lines
        .Select((line, i) => (line, i)).Where(one => wrong(one.line)).Select(one => $"{file.File}:{one.i + 1}: {one.line.Trim()}"));

    [GeneratedRegex(@"^\s*(else )?if \(.*\) [^&|{?=<>+].*;\s*(//.*)?$")]
    private static partial Regex OneLineIf();
}
