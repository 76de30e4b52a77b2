using System.Text.RegularExpressions;

namespace Course.Pages;

/// <summary>
/// What <c>\newcommand</c>, <c>\def</c> and <c>\DeclareMathOperator</c> define: as in Jupyter, for all later formulas of the
/// page.
/// </summary>
public sealed class TexMacros
{
    /// <summary>A macro that calls itself would expand for ever.</summary>
    private const int maxExpansions = 1000;
    private const int maxLength = 10_000;

    private readonly Dictionary<string, (int Arguments, string? Default, string Body)> macros = [];

    /// <summary>Takes a definition, if the command is one.</summary>
    internal bool Define(string command, TexReader reader)
    {
        var arguments = 0;
        switch (command)
        {
            case "\\newcommand" or "\\renewcommand" or "\\providecommand":
                reader.Accept("*");
                var name = Name(reader);
                _ = int.TryParse(reader.RawOption(), out arguments);
                macros[name] = (arguments, reader.RawOption(), reader.RawGroup());
                return true;
            case "\\def" or "\\gdef":
                name = reader.Next();
                for (; reader.Accept("#"); arguments++)
                    reader.Next();
                macros[name] = (arguments, null, reader.RawGroup());
                return true;
            case "\\DeclareMathOperator":
                var limits = reader.Accept("*") ? "*" : "";
                macros[Name(reader)] = (0, null, $"\\operatorname{limits}{{{reader.RawGroup()}}}");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts what a macro stands for in front of the reader, if the command is one.</summary>
    internal bool Expand(string command, TexReader reader, ref int expansions)
    {
        if (!macros.TryGetValue(command, out var macro))
            return false;
        var body = macro.Body;
        var values = Enumerable.Range(1, macro.Arguments)
            .Select(n => n == 1 && macro.Default is { } value ? reader.RawOption() ?? value
            : reader.PeekGroup() is null ? reader.Next() : reader.RawGroup()).ToList();
        for (var n = values.Count; n > 0; n--)
            body = body.Replace($"#{n}", values[n - 1]);
        if (++expansions > maxExpansions || body.Length > maxLength)
            throw reader.Error($"the macro {command} becomes too long");
        reader.Insert(Whole(body) ? $"{{{body}}}" : body + " ");
        return true;
    }

    /// <summary>Not whole is half of an environment, as in <c>\newcommand{\be}{\begin{equation}}</c>.</summary>
    private static bool Whole(string body) => Regex.Count(body, @"\\begin\b") == Regex.Count(body, @"\\end\b");

    private static string Name(TexReader reader) => reader.PeekGroup() is null ? reader.Next() : reader.RawGroup().Trim();
}
