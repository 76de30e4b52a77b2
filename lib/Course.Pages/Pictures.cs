using Course.Notebooks;

namespace Course.Pages;

/// <summary>Pictures of a Markdown cell, put into the page itself. Relative paths start in the notebook's folder.</summary>
internal sealed class Pictures(string? folder, Cell? cell, Words words)
{
    public string Show(Dictionary<string, string> attributes)
    {
        var source = attributes.GetValueOrDefault("src", "");
        var alt = attributes.GetValueOrDefault("alt", "");
        if (source.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("//", StringComparison.Ordinal)) // nothing of the page is fetched from the network
        {
            var text = words["OnlinePicture"] + (alt == "" ? "" : ": " + alt);
            return $"<a class=\"missing\" href=\"{Html.Escape(source)}\">{Html.Escape(text)}</a>";
        }
        if (Embedded(source) is not { } data)
        {
            var text = $"{words["NoPicture"]}: {source}" + (alt == "" ? "" : $" ({alt})");
            return $"<span class=\"missing\">{Html.Escape(text)}</span>";
        }
        attributes["src"] = data;
        attributes["alt"] = alt;
        var written = attributes.Where(pair => pair.Key != "href").Select(pair => $" {pair.Key}=\"{Html.Escape(pair.Value)}\"");
        return $"<img{string.Concat(written)}>";
    }

    public static string Data(string type, string base64) => $"data:{type};base64,{base64.ReplaceLineEndings("").Trim()}";

    private string? Embedded(string source)
    {
        if (source.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase))
            return source;
        if (source.StartsWith("attachment:", StringComparison.Ordinal))
            return Attachment(Uri.UnescapeDataString(source["attachment:".Length..]));
        if (folder is null || source.Length == 0 || Type(source) is not { } type)
            return null;
        var path = Path.Combine(folder, Uri.UnescapeDataString(source));
        return File.Exists(path) ? Data(type, Convert.ToBase64String(File.ReadAllBytes(path))) : null;
    }

    private string? Attachment(string name)
    {
        var (type, content) = (cell?.Attachments?[name] as System.Text.Json.Nodes.JsonObject)?.FirstOrDefault() ?? default;
        return TextLines.Join(content) is { } base64
            && type.StartsWith("image/", StringComparison.Ordinal) ? Data(type, base64) : null;
    }

    private static string? Type(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
