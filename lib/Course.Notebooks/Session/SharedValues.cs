using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Notebooks;

/// <summary>Carries values between C#, the page's JavaScript and the values that <c>#!value</c> stores.</summary>
internal sealed partial class SharedValues(SessionState state)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, (string Text, bool IsJson)> stored = [];

    /// <returns>The value as content of the type that the directive names, or null.</returns>
    public MimeBundle? Store(CellStep.Store step, CellRun cell)
    {
        var (text, isJson) = step.Text.Length > 0 ? (step.Text, step.Value.IsJson) : Text(step.Value, cell);
        stored[step.Value.Name] = (text, isJson);
        return step.Value.MimeType is { } type ? Formatter.Format(new RawContent(type, text)) : null;
    }

    /// <summary>C# that declares the variable.</summary>
    public string CSharp(Sharing value, CellRun cell)
    {
        if (value is { From: "csharp", MimeType: null })
        {
            _ = state.Find(value.Source);
            return $"var {value.Name} = {value.Source};";
        }

        var (text, isJson) = Text(value, cell);
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        var expression = value.From == "password" ? $"new Microsoft.DotNet.Interactive.PasswordString({literal})"
            : !isJson ? literal
            : Number().IsMatch(text) || (value.From == "csharp" && text[0] == '"') ? text // a C# literal as well
            : $"System.Text.Json.JsonDocument.Parse({literal})";
        return $"var {value.Name} = {expression};";
    }

    /// <summary>JavaScript that declares it for every script of the page.</summary>
    public string JavaScript(Sharing value, CellRun cell)
    {
        var (text, isJson) = Text(value, cell);
        return $"globalThis.{value.Name} = {(isJson ? OneLine(text) : JsonSerializer.Serialize(text))}; ";
    }

    private (string Text, bool IsJson) Text(Sharing value, CellRun cell)
    {
        switch (value.From)
        {
            case "csharp" when value.MimeType is { } type && !value.IsJson:
                return Formatter.Format(state.Find(value.Source), type).Data.TryGetValue(type, out var content)
                    ? (content.ToString(), false)
                    : throw Error($"{value.Source} has no form of the type {type}.");
            case "csharp": return (Json(value.Source), true);
            case "text": return (value.Source, value.IsJson || Number().IsMatch(value.Source));
            case "value":
                return stored.TryGetValue(value.Source, out var known) ? known
                    : throw Error($"There is no stored value {value.Source}. " +
                    $"Stored are: {(stored.Count > 0 ? string.Join(", ", stored.Keys) : "none, for no #!value has run")}.");
            case "file":
                var path = Path.GetFullPath(value.Source, cell.Folder);
                return File.Exists(path) ? (File.ReadAllText(path), value.IsJson)
                    : throw Error($"There is no file {path} to take a value from.");
            case "url":
                using (var client = new HttpClient { Timeout = patience })
                    return (client.GetStringAsync(value.Source, cell.Scope.Cancel).GetAwaiter().GetResult(), value.IsJson);
            case "input" or "password":
                return (cell.Scope.ReadLine(value.Source, hidden: value.From == "password"), value.IsJson);
            case "javascript":
                throw Error($"The value of {value.Source} can't be had: JavaScript runs in the page that shows the notebook, "
                    + "and nothing comes back from there. C# variables and stored values can go to JavaScript.");
            default:
                throw Error($"Values come from csharp, value, file, url, input or password here, not from {value.From}.");
        }
    }

    private string Json(string variable)
    {
        try
        {
            return JsonSerializer.Serialize(state.Find(variable));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Error($"{variable} can't be carried over as JSON: {e.Message.Split('\n')[0]} Share its parts, such as "
                + "numbers, texts and arrays.");
        }
    }

    private static string OneLine(string json) => json.Replace('\n', ' ').Replace('\r', ' ');

    private static CellException Error(string message) => CellException.With("DirectiveError", message);

    [GeneratedRegex(@"^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$")]
    private static partial Regex Number();
}
