using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Course;

/// <summary>
/// What a library says to its readers: a table for each language, <c>words.ko.json</c> and <c>words.en.json</c> beside the code
/// that speaks. Readers of a language without a table get English. Every library that speaks compiles this file, and has tables
/// of its own.
/// </summary>
internal sealed class Words
{
    private static readonly ConcurrentDictionary<string, Words> tables = [];
    private readonly Dictionary<string, string> table;

    private Words(string language)
    {
        var own = Read(language);
        (Language, IsKnown, table) = (language, own is not null, own ?? Read("en")!);
    }

    /// <summary>A language tag, as it was asked for.</summary>
    public string Language { get; }

    /// <summary>Whether there is a table of that language.</summary>
    public bool IsKnown { get; }

    /// <summary>A text of the table; <c>{0}</c> in it is the first of <paramref name="values"/>.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, table[key], values);

    /// <summary>The words of a language.</summary>
    public static Words In(string language) => tables.GetOrAdd(language, tag => new(tag));

    private static Dictionary<string, string>? Read(string language)
    {
        using var file = typeof(Words).Assembly.GetManifestResourceStream($"words.{language}.json");
        return file is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(file);
    }
}
