using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>The commands that a page tells its readers to type: the lines of its ```sh blocks.</summary>
internal static class MarkdownCommands
{
    public static IReadOnlyList<string> In(string page) =>
        [.. Regex.Matches(File.ReadAllText(Path.Combine(Kit.Root, page)), @"^[ ]*```sh\r?\n(.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Select(line => Regex.Replace(line, @"\s+#.*$", "").Trim())
            .Where(line => line.Length > 0)];
}
