using System.Collections;
using System.Globalization;

namespace Course.Vision;

/// <summary>
/// How <see cref="Check"/> writes values and places.
/// </summary>
internal static class Wording
{
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
