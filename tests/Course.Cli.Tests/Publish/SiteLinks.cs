using System.Net;
using System.Text.RegularExpressions;

namespace Course.Cli.Tests.Publish;

/// <summary>Every address in a site's pages, and whether something is there.</summary>
internal static partial class SiteLinks
{
    public static IReadOnlyList<string> Pages(string site) => [.. Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories)];

    /// <summary>What is wrong, a line for each address: not relative, no such file, or no such place on the page.</summary>
    public static IReadOnlyList<string> Broken(string site) => [.. Pages(site).SelectMany(page => Addresses(File.ReadAllText(page))
        .Select(address => Fault(page, address) is { } fault ? $"{Path.GetRelativePath(site, page)}: {address}: {fault}" : null).OfType<string>())];

    public static IEnumerable<string> Addresses(string html) =>
        AddressAttribute().Matches(Script().Replace(html, "$1")).Select(match => WebUtility.HtmlDecode(match.Groups["to"].Value)).Distinct();

    private static string? Fault(string page, string address)
    {
        if (address.StartsWith("data:", StringComparison.Ordinal))
            return null;
        if (address.StartsWith('/') || address.Contains(':', StringComparison.Ordinal))
            return "is not relative";
        var (path, fragment) = address.Split('#', 2) is [var before, var after] ? (before, Uri.UnescapeDataString(after)) : (address, null);
        var target = path.Length == 0 ? page : Path.GetFullPath(Uri.UnescapeDataString(path), Path.GetDirectoryName(page)!);
        if (!File.Exists(target))
            return "no such file";
        return fragment is null || Id().Matches(File.ReadAllText(target)).Any(match => WebUtility.HtmlDecode(match.Groups["id"].Value) == fragment)
            ? null : "no such place";
    }

    [GeneratedRegex("""\s(?:href|src|data-index)="(?<to>[^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AddressAttribute();

    [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""\sid="(?<id>[^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Id();
}
