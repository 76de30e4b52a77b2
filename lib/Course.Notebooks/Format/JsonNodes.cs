using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Changes to JSON that keep the rest of it as it was.</summary>
public static partial class JsonNodes
{
    /// <summary>Sets a property in place; a new one goes where the order of keys, which Jupyter sorts, wants it.</summary>
    public static void Put(this JsonObject target, string key, JsonNode? value)
    {
        if (target.ContainsKey(key))
            target[key] = value;
        else
            target.Insert(target.TakeWhile(member => string.CompareOrdinal(member.Key, key) < 0).Count(), key, value);
    }

    /// <summary>A copy with sorted keys on every level.</summary>
    public static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// JSON without escapes such as "\ud83d" alone: valid, and no text, so whoever read it would get an exception.
    /// </summary>
    public static string WithoutHalves(string json) =>
        Escape().Replace(json, match => match.Groups["half"].Success ? "\\ufffd" : match.Value);

    [GeneratedRegex(@"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][\da-fA-F]{2})|\\.")]
    private static partial Regex Escape();
}
