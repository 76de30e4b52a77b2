using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Suggestions on directive lines: the directives' names, and files after <c>#r "</c> and <c>#!import "</c>.</summary>
internal static partial class DirectiveCompletion
{
    public static Completions? Find(string code, int position, string folder)
    {
        var start = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var line = code[start..position];
        if (Name().Match(line) is { Success: true } name)
        {
            var typed = name.Groups["name"];
            var found = Directives.Names.Where(directive => directive.StartsWith(typed.Value, StringComparison.OrdinalIgnoreCase))
                .Select(directive => new Completion(directive, "directive"));
            return new Completions(start + typed.Index, position, [.. found]);
        }

        if (Path().Match(line) is not { Success: true } path)
            return null;
        var partial = path.Groups["path"];
        string[] endings = path.Groups["name"].Value == "#r" ? [".dll"] : [".csx", ".cs", ".ipynb"];
        return new Completions(start + partial.Index, position, Files(partial.Value, folder, endings));
    }

    private static Completion[] Files(string partial, string folder, string[] endings)
    {
        var slash = partial.LastIndexOfAny(['/', '\\']) + 1;
        var (prefix, typed) = (partial[..slash], partial[slash..]);
        var place = new DirectoryInfo(System.IO.Path.Combine(folder, prefix));
        if (!place.Exists)
            return [];
        return [.. place.EnumerateFileSystemInfos()
            .Where(item => item is DirectoryInfo || endings.Contains(item.Extension.ToLowerInvariant()))
            .Where(item => item.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            && (typed.StartsWith('.') || !item.Name.StartsWith('.')))
            .OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
            .Select(item => new Completion(prefix + item.Name + (item is DirectoryInfo ? "/" : ""), "file"))];
    }

    [GeneratedRegex(@"^\s*(?<name>#!?\w*)$")]
    private static partial Regex Name();

    [GeneratedRegex("""^\s*(?<name>#r|#load|#!import)\s+"(?!nuget:)(?<path>[^"]*)$""")]
    private static partial Regex Path();
}
