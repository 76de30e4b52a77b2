using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// The files of a site. Styles, scripts and pictures are named by their content: pages share one copy, and a browser never
/// shows an old one.
/// </summary>
internal sealed class SiteFiles
{
    /// <summary>What the last publishing wrote, so that the next one can remove what it no longer writes.</summary>
    private const string List = "assets/files.txt";

    private const int Small = 3000; // up to here a picture costs less in its page than as one more request

    private const int Large = 50_000; // a library, not a line of a lesson

    private static readonly Regex script =
        new("<script(?:(?<defer> defer)(?:=\"\")?)?>(?<code>.*?)</script>", RegexOptions.Singleline);

    private static readonly Regex picture =
        new("""(?<=<img\b[^>]*?\ssrc=")data:image/(?<type>png|jpeg|gif|webp|svg\+xml);base64,(?<data>[^"]+)(?=")""");

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public void Add(string path, string text) => files[path] = Encoding.UTF8.GetBytes(text);

    /// <returns>The file's path in the site.</returns>
    public string AddAsset(string name, string extension, byte[] content)
    {
        var path = $"assets/{name}-{Convert.ToHexStringLower(SHA256.HashData(content))[..10]}.{extension}";
        files[path] = content;
        return path;
    }

    public string AddAsset(string name, string extension, string text) => AddAsset(name, extension, Encoding.UTF8.GetBytes(text));

    /// <summary>A page's HTML with its large scripts and pictures taken out.</summary>
    /// <param name="up">The way from the page to the site's folder, as <c>../</c>.</param>
    public string Share(string html, string up)
    {
        html = script.Replace(html, match => match.Groups["code"].Length < Large ? match.Value
            : $"<script src=\"{up}{AddAsset("script", "js", match.Groups["code"].Value)}\"{match.Groups["defer"]}></script>");
        return picture.Replace(html, match => match.Groups["data"].Length < Small ? match.Value
            : up + AddAsset(
                "picture", Extension(match.Groups["type"].Value), Convert.FromBase64String(match.Groups["data"].Value)));
    }

    /// <exception cref="NotebookException">A file cannot be written, or the folder holds something else than a site.</exception>
    public void Write(string folder)
    {
        var old = Old(folder);
        Add(List, string.Join('\n', files.Keys.Append(List).Order(StringComparer.Ordinal)) + "\n");
        foreach (var (path, content) in files)
            AtomicFile.Write(Path.Combine(folder, path), content);
        foreach (var path in old.Where(path => !files.ContainsKey(path)))
            File.Delete(Path.Combine(folder, path));
    }

    private static List<string> Old(string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        if (File.Exists(Path.Combine(folder, List)))
            return [.. File.ReadAllLines(Path.Combine(folder, List))
                .Where(path => Path.GetFullPath(path, root).StartsWith(root, StringComparison.Ordinal)
                && File.Exists(Path.GetFullPath(path, root)))];
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new NotebookException(
                $"{folder}: expected an empty folder or a site published before, found other files, which publishing " +
                "would mix with the site's. Choose another folder, or empty this one.");
        return [];
    }

    private static string Extension(string type) => type switch { "jpeg" => "jpg", "svg+xml" => "svg", _ => type };
}
