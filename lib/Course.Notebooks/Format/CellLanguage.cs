using System.Text.Json.Nodes;

namespace Course.Notebooks;

/// <summary>
/// The language of a code cell, which .NET Interactive and VS Code keep in its metadata. Such a cell counts as if its
/// <c>#!html</c> stood in front of it.
/// </summary>
public static class CellLanguage
{
    /// <returns>The name of a language other than C#, in lower case; null for C#.</returns>
    public static string? Of(JsonObject? cell, JsonObject? notebook = null)
    {
        var name = Text(cell, "polyglot_notebook", "kernelName") ?? Text(cell, "dotnet_interactive", "language")
            ?? Text(cell, "vscode", "languageId")
            ?? Text(notebook?["polyglot_notebook"] as JsonObject, "kernelInfo", "defaultKernelName")
            ?? (Text(notebook, "kernelspec", "name") is { } spec
            && spec.StartsWith(".net-", StringComparison.Ordinal) ? spec[".net-".Length..] : null);
        return name?.Replace("dotnet-interactive.", "").ToLowerInvariant() switch
        {
            null or "" or ".net" or "csharp" or "c#" or "cs" or "polyglot-notebook" or "dib" or "plaintext" => null,
            var other => other,
        };
    }

    private static string? Text(JsonObject? metadata, string part, string name) =>
        metadata?[part] is JsonObject found && found[name] is JsonValue value
        && value.TryGetValue<string>(out var text) ? text : null;
}
