using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>A variable of the session.</summary>
/// <param name="Value">Its value as text.</param>
public sealed record Variable(string Name, string Type, string Value);

/// <summary>What stays from cell to cell: the submissions' objects, which hold the variables, and the texts for error messages.</summary>
internal sealed class SessionState
{
    private readonly ConcurrentDictionary<string, CellSource> sources = [];
    private readonly List<string> names = []; // in order of declaration
    private readonly Dictionary<string, (int Slot, string Field)> places = [];
    private object?[] slots = new object?[64];

    public CellScope.Session Scopes { get; } = new();

    public CellSource AddSource(CellSource source) => sources[source.Path] = source;

    public CellSource? Source(string path) => sources.GetValueOrDefault(path);

    /// <summary>Makes room for a submission and notes its variables.</summary>
    /// <returns>The array that submissions find each other's variables through.</returns>
    public object?[] Begin(Submission submission)
    {
        if (submission.Slots >= slots.Length) Array.Resize(ref slots, 2 * slots.Length);
        if (!submission.Declares) return slots;
        lock (places)
        {
            foreach (var field in submission.Compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsImplicitlyDeclared))
            {
                if (places.TryAdd(field.Name, default)) names.Add(field.Name);
                places[field.Name] = (submission.Slots, field.Name);
            }
        }

        return slots;
    }

    public IReadOnlyList<Variable> Variables()
    {
        lock (places) return [.. names.Select(Read).OfType<Variable>()];
    }

    public MimeBundle List(bool values)
    {
        var variables = Variables();
        return values
            ? Formatter.Format(variables.Select(variable => new { variable.Name, variable.Type, variable.Value }).ToArray())
            : MimeBundle.Plain(string.Join(", ", variables.Select(variable => variable.Name)));
    }

    private Variable? Read(string name)
    {
        var (slot, field) = places[name];
        if (slots[slot] is not { } submission) return null;
        var info = submission.GetType().GetField(field, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        if (info is null) return null;
        var text = PlainText.Of(info.GetValue(submission));
        return new Variable(name, TypeName.Of(info.FieldType), text.Length <= 100 ? text : text[..100] + " ...");
    }
}
