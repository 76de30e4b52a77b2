using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course;

/// <summary>
/// What a library says to its readers: a table for each language, <c>words.ko.json</c> and <c>words.en.json</c>. Readers of a
/// language without a table get English. What is drawn, printed and checked in a notebook has its tables beside this file; pages
/// and reports compile it and have tables of their own.
/// </summary>
internal sealed class Words
{
    private static readonly ConcurrentDictionary<string, Words> tables = [];
    private static readonly Regex joints = new(@"( → |: | \(|\)| (?=\d))");
    private readonly Dictionary<string, string> table, terms;

    private Words(string language)
    {
        var own = Read("words", language);
        (Language, IsKnown, table) = (language, own is not null, own ?? Read("words", "en")!);
        terms = new(Read("terms", language) ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Those of the language that the current folder is named after: every host makes a notebook's folder the current one, and
    /// the code of a notebook is the same in all languages.
    /// </summary>
    public static Words Here => In(Path.GetFileName(Environment.CurrentDirectory));

    /// <summary>A language tag, as it was asked for.</summary>
    public string Language { get; }

    /// <summary>Whether there is a table of that language.</summary>
    public bool IsKnown { get; }

    /// <summary>A text of the table; <c>{0}</c> in it is the first of <paramref name="values"/>.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, table[key], values);

    /// <summary>The words of a language.</summary>
    public static Words In(string language) => tables.GetOrAdd(language, tag => new(tag));

    /// <summary>
    /// What code calls in English, as <c>terms.ko.json</c> calls it: "loss", or the parts of "DNN: loss", "Cat (97 %)" and
    /// "network 2". What is not in that table stays as it is.
    /// </summary>
    public string Term(string text) => terms.Count == 0 ? text
        : terms.GetValueOrDefault(text) ?? string.Concat(joints.Split(text).Select(part => terms.GetValueOrDefault(part, part)));

    private static Dictionary<string, string>? Read(string kind, string language)
    {
        using var file = typeof(Words).Assembly.GetManifestResourceStream($"{kind}.{language}.json");
        return file is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(file);
    }
}
