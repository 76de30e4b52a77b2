using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;
using static System.Net.WebUtility;

namespace Course.Interactive;

/// <summary>
/// Rows of anonymous types, records or tuples as one table; the host shows them as trees to unfold, one below the other.
/// </summary>
internal static class RowTable
{
    private const int MaximumRows = 50;

    /// <returns>Whether these are rows; a sequence that makes its items as it goes is asked for its first ones only if they will
    /// be.</returns>
    public static bool TryWrite(IEnumerable sequence, FormatContext context)
    {
        if (sequence is not ICollection && !ItemTypes(sequence.GetType()).Any(IsRow))
            return false;
        var items = sequence.Cast<object?>().Take(MaximumRows + 1).ToList();
        if (items.Count == 0 || items[0]?.GetType() is not { } type || !IsRow(type)
            || items.Exists(item => item?.GetType() != type))
            return false;
        var columns = Columns(type);
        var writer = context.Writer;
        var heads = string.Concat(columns.Select(column => $"<th>{HtmlEncode(Words.Here.Term(column.Name))}</th>"));
        writer.Write($"<table><thead><tr><th>{Words.Here.Term("index")}</th>{heads}</tr></thead><tbody>");
        for (var i = 0; i < Math.Min(items.Count, MaximumRows); i++)
        {
            writer.Write($"<tr><th>{i}</th>");
            foreach (var column in columns)
                WriteCell(column.Value(items[i]!), context);
            writer.Write("</tr>");
        }
        if (items.Count > MaximumRows)
            writer.Write(
                $"<tr><td colspan=\"{columns.Count + 1}\">... "
                    + $"{(sequence is ICollection all ? $"{all.Count - MaximumRows} " : "")}more</td></tr>");
        writer.Write("</tbody></table>");
        return true;
    }

    private static void WriteCell(object? value, FormatContext context)
    {
        context.Writer.Write("<td>");
        if (value is string text)
            context.Writer.Write(HtmlEncode(Words.Here.Term(text)));
        else if (value is null or IFormattable or bool or char)
            context.Writer.Write(HtmlEncode(value.ToDisplayString(PlainTextFormatter.MimeType)));
        else
            value.FormatTo(context, HtmlFormatter.MimeType);
        context.Writer.Write("</td>");
    }

    private static IEnumerable<Type> ItemTypes(Type sequence) => sequence.GetInterfaces().Append(sequence)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GetGenericArguments()[0]);

    /// <summary>A tuple, or a type whose members the compiler prints: a record, or an anonymous one.</summary>
    private static bool IsRow(Type type) => typeof(ITuple).IsAssignableFrom(type)
        || type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Name.Contains("AnonymousType", StringComparison.Ordinal)
        || type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null && !HasOwnLook(type);

    private static bool HasOwnLook(Type type) =>
        type.GetCustomAttributes(inherit: true)
        .Any(attribute => attribute.GetType().Name == nameof(TypeFormatterSourceAttribute));

    private static List<(string Name, Func<object, object?> Value)> Columns(Type type) => typeof(ITuple).IsAssignableFrom(type)
        ? [.. Enumerable.Range(0, ((ITuple)RuntimeHelpers.GetUninitializedObject(type)).Length)
            .Select(i => ($"Item{i + 1}", (Func<object, object?>)(row => ((ITuple)row)[i])))]
        : [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, (Func<object, object?>)property.GetValue))];
}
