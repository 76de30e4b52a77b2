using System.Collections;
using System.Globalization;

namespace Course.Vision;

/// <summary>
/// How <see cref="Check"/> speaks: in Korean for notebooks of a folder <c>ko</c>, in English for all others. A lab's code is the same in both
/// languages, and its working directory is the notebook's folder.
/// </summary>
internal static class Wording
{
    /// <summary>Which of two texts the learner reads.</summary>
    public static string Of(string korean, string english) =>
        Path.GetFileName(Environment.CurrentDirectory) == "ko" ? korean : english;

    /// <summary>A failed check: where, what was expected and found, what to do.</summary>
    public static string Failure(string what, string expected, string found, string advice) =>
        Of($"{what}\n  기대한 결과: {expected}\n  나온 결과: {found}\n  {advice}",
            $"{what}\n  expected: {expected}\n  found: {found}\n  {advice}");

    /// <summary>A value, a list with its elements; long lists are cut.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        IEnumerable list => Listed(list.Cast<object?>().Take(21).Select(Text).ToArray()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The place of a tensor's number, such as <c>[0, 2, 1]</c>, from its position in memory order.</summary>
    public static string Place(long position, long[] shape)
    {
        var place = new long[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
            (position, place[axis]) = (position / shape[axis], position % shape[axis]);
        return Text(place);
    }

    private static string Listed(string[] items) => $"[{string.Join(", ", items.Take(20))}{(items.Length > 20 ? ", …" : "")}]";
}
