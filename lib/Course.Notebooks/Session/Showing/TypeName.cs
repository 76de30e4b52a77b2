using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>Types as C# writes them.</summary>
internal static partial class TypeName
{
    private static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(short)] = "short",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(sbyte)] = "sbyte",
    };

    /// <summary>A text without the name of the class that a cell becomes and its types are nested in.</summary>
    public static string WithoutCell(string text) => CellClass().Replace(text, "");

    public static string Of(Type type)
    {
        if (keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (type.Name.Contains("AnonymousType"))
            return "";
        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
            return $"({string.Join(", ", arguments.Select(Of))})";
        var name = type.Name.Split('`')[0];
        return arguments.Length == 0 || !type.Name.Contains('`') ? name : $"{name}<{string.Join(", ", arguments.Select(Of))}>";
    }

    // Behind it a dot in C#, a plus at run time.
    [GeneratedRegex(@"(global::|\b)Cell-\d+[.+]")]
    private static partial Regex CellClass();
}
