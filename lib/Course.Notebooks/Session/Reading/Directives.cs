using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>The lines of a cell that are not C#: what each means, and what to say of those that mean nothing.</summary>
internal static partial class Directives
{
    public static readonly IReadOnlyList<(string Name, string Summary)> All =
    [
        ("#r \"Library.dll\"", "references an assembly; the path is relative to the notebook's folder"),
        ("#r \"nuget: Package, Version\"", "references a NuGet package"),
        ("#i \"nuget: https://...\"", "adds a package source"),
        ("#load \"script.csx\"", "runs a script"),
        ("#!import \"file\"", "runs a script (.csx, .cs) or the code cells of a notebook (.ipynb)"),
        ("#!csharp", "the following lines are C#"),
        ("#!markdown", "the following lines are Markdown text"),
        ("#!html", "the following lines are HTML"),
        ("#!javascript", "the following lines are JavaScript, run by the page"),
        ("#!mermaid", "the following lines are a Mermaid diagram, shown as text"),
        ("#!time", "shows how long the cell took"),
        ("#!who", "lists the names of the variables"),
        ("#!whos", "lists the variables with types and values"),
        ("#!lsmagic", "lists these directives"),
    ];

    /// <summary>Does this line start like a directive of ours? (<c>#if</c>, <c>#region</c> and so on belong to C#.)</summary>
    public static bool Matches(string line) => Candidate().IsMatch(line);

    /// <summary>Are the lines after this directive something other than C#?</summary>
    public static bool StartsText(string line) =>
        Candidate().Match(line).Groups["name"].Value is "#!markdown" or "#!html" or "#!javascript" or "#!js" or "#!mermaid";

    /// <summary>The step a directive line stands for, or null where it only switches the language.</summary>
    /// <exception cref="CellException">There is no such directive, or its argument is missing.</exception>
    public static CellStep Read(string line, int number)
    {
        var match = Candidate().Match(line);
        var (name, argument) = (match.Groups["name"].Value, match.Groups["argument"].Value.Trim());
        return name switch
        {
            "#r" => ReadReference(Quoted(), number),
            "#i" => new CellStep.PackageSource(number, AfterNuget(Quoted())
                ?? throw Error($"#i expects \"nuget: SOURCE\", found {argument}.")),
            "#load" or "#!import" => new CellStep.Import(number, Quoted()),
            "#!csharp" or "#!c#" or "#!cs" => new CellStep.Code(number, ""),
            "#!markdown" => new CellStep.Show(number, "text/markdown", ""),
            "#!html" => new CellStep.Show(number, "text/html", ""),
            "#!javascript" or "#!js" => new CellStep.Show(number, "application/javascript", ""),
            "#!mermaid" => new CellStep.Show(number, "text/plain", ""),
            "#!time" => new CellStep.Time(number),
            "#!who" => new CellStep.Who(number, Values: false),
            "#!whos" => new CellStep.Who(number, Values: true),
            "#!lsmagic" => new CellStep.ListDirectives(number),
            "#!set" or "#!share" or "#!value" => throw Error(
                $"{name} passes values between languages, and C# is the only one here: assign a C# variable instead."),
            _ => throw Error($"There is no directive {name}. There are: {string.Join(", ", Names())}."),
        };

        string Quoted() => argument.Trim('"') is { Length: > 0 } text
            ? text
            : throw Error($"{name} expects an argument in quotation marks, as in {name} \"file\".");

        CellException Error(string message) => CellException.InDirective(message, line, number);
    }

    private static CellStep ReadReference(string target, int number)
    {
        if (AfterNuget(target) is not { } package) return new CellStep.Reference(number, target);
        var parts = package.Split(',', 2, StringSplitOptions.TrimEntries);
        return new CellStep.Package(number, parts[0], parts.Length > 1 && parts[1] is not ("" or "*-*") ? parts[1] : null);
    }

    private static string? AfterNuget(string text) =>
        text.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) ? text["nuget:".Length..].Trim() : null;

    private static IEnumerable<string> Names() => All.Select(directive => directive.Name.Split(' ')[0]).Distinct();

    [GeneratedRegex("""^\s*(?<name>#!\S+|#[ri](?=\s*")|#load(?=\s*")|%%?[a-zA-Z]\w*)(?<argument>.*)$""")]
    private static partial Regex Candidate();
}
