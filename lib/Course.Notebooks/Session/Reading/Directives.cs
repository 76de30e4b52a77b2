using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>The lines of a cell that are not C#: what each means, and what to say of those that mean nothing.</summary>
internal static partial class Directives
{
    public static readonly IReadOnlyList<(string Name, string Summary)> All =
    [
        ("#r \"Library.dll\"", "references an assembly by its path, relative to the notebook's folder, or by its name"),
        ("#r \"nuget: Package, Version\"", "references a NuGet package"),
        ("#i \"nuget: https://...\"", "adds a package source, an address or a folder"),
        ("#load \"script.csx\"", "runs a script"),
        ("#!import \"file\"", "runs a script (.csx, .cs) or the code cells of a notebook (.ipynb, .dib)"),
        ("#!csharp", "the following lines are C#"),
        ("#!markdown", "the following lines are Markdown text"),
        ("#!html", "the following lines are HTML"),
        ("#!javascript", "the following lines are JavaScript, run by the page"),
        ("#!mermaid", "the following lines are a Mermaid diagram"),
        ("#!value --name x", "keeps the following lines, or --from-file, --from-url, --value, as a value"),
        ("#!set --name x --value @value:y",
            "declares a variable; the value is a text, @csharp:y, @value:y, @file:path or @input:prompt"),
        ("#!share --from csharp x", "makes a variable of another language known to this one"),
        ("#!time", "shows how long the cell took"),
        ("#!who", "lists the names of the variables"),
        ("#!whos", "lists the variables with types and values"),
        ("#!lsmagic", "lists these directives"),
        ("#!about", "names this kernel"),
    ];

    public static IEnumerable<string> Names => All.Select(directive => directive.Name.Split(' ')[0]).Distinct();

    private static readonly Dictionary<string, string> otherLanguages = new()
    {
        ["fsharp"] = "F#",
        ["f#"] = "F#",
        ["pwsh"] = "PowerShell",
        ["powershell"] = "PowerShell",
        ["sql"] = "SQL",
        ["kql"] = "KQL",
        ["http"] = "HTTP",
        ["httprequest"] = "HTTP",
        ["python"] = "Python",
        ["r"] = "R",
    };

    /// <summary>Does this line start like a directive of ours? (<c>#if</c>, <c>#region</c> and so on belong to C#.)</summary>
    public static bool Matches(string line) => Candidate().IsMatch(line);

    /// <summary>Are the lines after this directive something other than C#?</summary>
    public static bool StartsText(string line) =>
        Name(Candidate().Match(line)) is "#!markdown" or "#!html" or "#!javascript" or "#!js" or "#!mermaid"
        or "#!value";

    /// <summary>The step a directive line stands for: of a language an empty one, which the lines below fill.</summary>
    /// <param name="kernel">The cell's, where the line stands for its metadata.</param>
    /// <exception cref="CellException">There is no such directive, or its argument is missing.</exception>
    public static CellStep Read(string line, int number, string? kernel = null)
    {
        var match = Candidate().Match(line);
        var (name, argument) = (Name(match), match.Groups["argument"].Value);
        return name switch
        {
            "#r" => ReadReference(Quoted(), number),
            "#i" => new CellStep.PackageSource(number, AfterNuget(Quoted())
                ?? throw Error($"#i expects \"nuget: SOURCE\", found {argument.Trim()}.")),
            "#load" or "#!import" => new CellStep.Import(number, Quoted()),
            "#:package" => Package(argument.Trim().Replace('@', ','), number),
            "#:sdk" or "#:property" => new CellStep.Ignored(number),
            "#!csharp" or "#!c#" or "#!cs" => new CellStep.Code(number, ""),
            "#!markdown" or "#!html" or "#!mermaid" => new CellStep.Show(number, name[2..], "", []),
            "#!javascript" or "#!js" => new CellStep.Show(number, "javascript", "", []),
            "#!value" => new CellStep.Store(number, Sharing.Read(name, argument), ""),
            "#!set" or "#!share" => new CellStep.Set(number, Sharing.Read(name, argument)),
            "#!time" => new CellStep.Time(number),
            "#!who" => new CellStep.Who(number, Values: false),
            "#!whos" => new CellStep.Who(number, Values: true),
            "#!lsmagic" => new CellStep.Say(number, string.Join('\n', All.Select(item => $"{item.Name,-28} {item.Summary}"))),
            "#!about" => new CellStep.Say(number, "The course kit's C# kernel "
                + $"{typeof(Directives).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}"),
            _ when OtherLanguage(name) is { } language => throw Other($"This is {language}", language),
            _ when kernel is not null =>
                throw Other($"This cell is for the kernel {kernel}, which this engine does not have", kernel),
            _ => throw Error($"There is no directive {name}. There are: {string.Join(", ", Names)}."),
        };

        string Quoted() =>
            Argument().Match(argument) is { Success: true } quoted && quoted.Groups["text"].Value.Trim() is { Length: > 0 } text
            ? text
            : throw Error($"{name} expects an argument in quotation marks, as in {name} \"file\".");

        static CellException Other(string what, string language) => Error($"{what}, and only C# runs here. HTML, Markdown, "
            + $"JavaScript and Mermaid are shown. Write it in C#, or use a kernel for {language}.");

        static CellException Error(string message) => CellException.With("DirectiveError", message);
    }

    private static string Name(Match line) => line.Groups["name"].Value.ToLowerInvariant();

    private static CellStep ReadReference(string target, int number) =>
        AfterNuget(target) is { } package ? Package(package, number) : new CellStep.Reference(number, target);

    // "Id", "Id, 1.0", "Id, *-*" and, as F# writes it, "Include=Id, Version=1.0". A range has commas of its own: [1.0,2.0).
    private static CellStep.Package Package(string text, int number)
    {
        var parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        var (id, version) = (After("include", parts[0]), parts.Length > 1 ? After("version", parts[1]) : "");
        if (id.Length == 0)
            throw CellException.With(
                "DirectiveError", "#r \"nuget: ...\" names no package. Expected, for example, #r \"nuget: Humanizer, 3.0.1\".");
        return new(number, id, version.ToLowerInvariant() switch
        {
            "" => null,
            "prerelease" or "preview" => "*-*",
            _ => version,
        });
    }

    private static string After(string name, string text) =>
        text.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase) ? text[(name.Length + 1)..].Trim() : text;

    private static string? AfterNuget(string text) =>
        text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) ? text["nuget:".Length..].Trim() : null;

    private static string? OtherLanguage(string name) =>
        otherLanguages.FirstOrDefault(
            language => name == "#!" + language.Key || name.StartsWith($"#!{language.Key}-", StringComparison.Ordinal)).Value;

    // #!/usr/bin/env at the start of a script is none: the compiler skips that line.
    [GeneratedRegex("""^\s*(?<name>#![^\s/]\S*|#([ri]|load)(?=\s*"|\s+nuget:)|#:\w+|%%?[a-zA-Z]\w*)(?<argument>.*)$""")]
    private static partial Regex Candidate();

    [GeneratedRegex("""^\s*(?:"(?<text>[^"]*)"\s*(?://.*)?|(?<text>[^\s"]\S*)\s*)$""")]
    private static partial Regex Argument();
}
