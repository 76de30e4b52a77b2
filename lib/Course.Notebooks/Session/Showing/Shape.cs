using System.Collections;
using System.Data;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Course.Notebooks;

/// <summary>How a value is laid out, whether in text or in HTML.</summary>
internal abstract record Shape
{
    public static int MaximumItems => RegisteredFormatters.ListLimit ?? 50;
    public const int MaximumColumns = 20;
    public const int MaximumDepth = 4;

    /// <summary>Shown in one piece.</summary>
    internal sealed record Scalar(string Text) : Shape;

    /// <param name="Items">The first few.</param>
    /// <param name="Rest">How many follow; -1 if there are more, nobody knows how many.</param>
    internal sealed record Sequence(IReadOnlyList<object?> Items, int Rest) : Shape;

    internal sealed record Map(IReadOnlyList<(object? Key, object? Value)> Entries, int Rest) : Shape;

    internal sealed record Members(string Type, IReadOnlyList<(string Name, object? Value)> Values) : Shape;

    /// <summary>Runs what a lazy sequence or a property runs: ask <see cref="Shapes"/>, which does it once.</summary>
    public static Shape Read(object value) => value switch
    {
        string text => new Scalar(Cut.Text(text)),
        Exception e => new Scalar($"{e.GetType().Name}: {RunTimeErrors.Message(e)}"),
        Type type => new Scalar(TypeName.Of(type)),
        Task task => new Scalar($"{TypeName.Of(task.GetType())}, {task.Status}"),
        Delegate function => new Scalar($"{TypeName.Of(function.GetType())}"),
        DictionaryEntry entry => new Members("", [("Key", entry.Key), ("Value", entry.Value)]),
        Members row => row,
        _ when Is(value, "System.Data.DataTable") => ReadDataTable(value), // whose library is not loaded for other values
        _ when Is(value, "Microsoft.Data.Analysis.DataFrame") && Get(value, "Rows") is IEnumerable rows =>
            ReadTable((IEnumerable)Get(value, "Columns")!, "Name", rows, (long)Get(rows, "Count")!),
        IEnumerable when HasOwnText(value.GetType())
            && Interface(value, typeof(IDictionary<,>))?.GenericTypeArguments[0] == typeof(string) =>
            new Scalar(Cut.Text(TextOf(value))),
        IDictionary map => ReadMap(map),
        Array { Rank: > 1 } array =>
            new Sequence([.. Enumerable.Range(0, Math.Min(array.GetLength(0), MaximumItems)).Select(i => At(array, i))],
            Math.Max(0, array.GetLength(0) - MaximumItems)),
        IEnumerable map when !HasOwnText(value.GetType()) && (Interface(value, typeof(IDictionary<,>))
            ?? Interface(value, typeof(IReadOnlyDictionary<,>))) is not null => ReadMap(map),
        IEnumerable group when Interface(value, typeof(IGrouping<,>)) is not null =>
            new Members("", [("Key", Get(value, "Key")), ("Values", group.Cast<object?>().ToArray())]),
        IEnumerable sequence when !HasOwnText(value.GetType()) || value is ICollection or IQueryable => ReadSequence(sequence),
        _ when Interface(value, typeof(IAsyncEnumerable<>)) is { } stream =>
            new Scalar($"{TypeName.Of(stream)}, to be read by await foreach"),
        ITuple tuple => new Members("", [.. Enumerable.Range(0, tuple.Length).Select(i => ($"Item{i + 1}", tuple[i]))]),
        _ when IsScalar(value.GetType()) => new Scalar(Cut.Text(TextOf(value))),
        _ => new Members(TypeName.Of(value.GetType()), ReadMembers(value)),
    };

    /// <summary>Would showing it run somebody's code?</summary>
    public static bool IsLazy(object? value) => value is IEnumerable and not (string or ICollection)
        && value.GetType().GetProperty("Count") is null;

    private static Map ReadMap(IEnumerable map)
    {
        var (pairs, rest) = ReadSequence(map);
        return new Map([.. pairs.Select(pair => (Get(pair!, "Key"), Get(pair!, "Value")))], rest);
    }

    private static Sequence ReadSequence(IEnumerable sequence)
    {
        var items = new List<object?>();
        var rest = 0;
        foreach (var item in sequence)
        {
            if (items.Count == MaximumItems)
            {
                rest = sequence is ICollection { Count: var count } ? count - MaximumItems : -1;
                break;
            }

            items.Add(item);
        }

        return new Sequence(items, rest);
    }

    private static Sequence ReadDataTable(object value)
    {
        var table = (DataTable)value;
        var rows = table.Select();
        return ReadTable(table.Columns, "ColumnName", rows, rows.Length);
    }

    private static Sequence ReadTable(IEnumerable columns, string name, IEnumerable rows, long count)
    {
        var names = columns.Cast<object>().Take(MaximumColumns).Select(column => $"{Get(column, name)}").ToList();
        return new([.. rows.Cast<object>().Take(MaximumItems).Select(row => new Members("", [.. names.Zip(
            row is DataRow { ItemArray: var cells } ? cells : ((IEnumerable)row).Cast<object?>())]))],
            (int)Math.Max(0, count - MaximumItems));
    }

    private static object? At(Array array, params int[] place) => place.Length == array.Rank ? array.GetValue(place)
        : Enumerable.Range(0, array.GetLength(place.Length)).Select(i => At(array, [.. place, i]));

    private static object? Get(object value, string property) => value.GetType().GetProperty(property)!.GetValue(value);

    private static bool Is(object value, string type)
    {
        for (var own = value.GetType(); own is not null; own = own.BaseType)
            if (own.FullName == type)
                return true;
        return false;
    }

    private static Type? Interface(object value, Type definition) => value.GetType().GetInterfaces()
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition);

    private static List<(string, object?)> ReadMembers(object value)
    {
        var type = value.GetType();
        const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
        var properties = type.GetProperties(Public)
            .Where(property => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0)
            .DistinctBy(property => property.Name)
            .Select(property => (property.Name, Get: (Func<object?>)(() => property.GetValue(value))));
        var fields = type.GetFields(Public).Select(field => (field.Name, Get: (Func<object?>)(() => field.GetValue(value))));
        return [.. properties.Concat(fields).Take(MaximumColumns).Select(member => (member.Name, ReadMember(member.Get)))];
    }

    private static object? ReadMember(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (Exception e)
        {
            return new RawContent(
                "text/plain", $"({(e.InnerException ?? e).GetType().Name}: {RunTimeErrors.Message(e.InnerException ?? e)})");
        }
    }

    private static string TextOf(object value) => value is bool ? value.ToString()! : value is IFormattable formattable
        ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture)
        : value.ToString() ?? "";

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || typeof(IFormattable).IsAssignableFrom(type) || type.IsPointer
        || HasOwnText(type) || type == typeof(object) || typeof(MemberInfo).IsAssignableFrom(type);

    // A ToString written by somebody, not the one that records and anonymous types get from the compiler.
    private static bool HasOwnText(Type type)
    {
        var method = type.GetMethod(nameof(ToString), Type.EmptyTypes);
        return method is not null && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
            && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            && !method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute))
            && method.DeclaringType is not { IsGenericType: true, Namespace: "System.Collections.Generic" };
    }
}
