using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>The variables that stay from cell to cell, found in the submissions' objects.</summary>
internal sealed class SessionState(CellMachine machine)
{
    private readonly OrderedDictionary<string, int> slots = []; // by name, in order of declaration

    /// <summary>Notes a submission's variables.</summary>
    public void Add(Submission submission)
    {
        if (!submission.Declares)
            return;
        lock (slots)
        {
            foreach (var field in submission.Compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>()
                .Where(field => !field.IsImplicitlyDeclared))
                slots[field.Name] = submission.Image.Slot;
        }
    }

    public MimeBundle List(bool values)
    {
        lock (slots)
            return values ? Formatter.Format(slots.Keys.Select(Read).OfType<object>().ToArray())
                : MimeBundle.Plain(string.Join(", ", slots.Keys.Where(name => Field(name).Field is not null)));
    }

    /// <exception cref="CellException">There is no such variable.</exception>
    public object? Find(string name)
    {
        lock (slots)
        {
            if (slots.ContainsKey(name) && Field(name) is ({ } field, var submission))
                return field.GetValue(submission);
            throw CellException.With("DirectiveError",
                $"There is no C# variable {name}. There are: {(slots.Count > 0 ? string.Join(", ", slots.Keys) : "none")}.");
        }
    }

    private (FieldInfo? Field, object? Owner) Field(string name) =>
        machine.Slot(slots[name]) is { } submission
            ? (submission.GetType().GetField(name,
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), submission)
            : default;

    private object? Read(string name)
    {
        if (Field(name) is not ({ } info, var submission))
            return null;
        var value = info.GetValue(submission);
        var text = Shape.IsLazy(value) ? "(a sequence that is not run for this list)" : PlainText.Of(value);
        return new { Name = name, Type = TypeName.Of(info.FieldType), Value = text.Length <= 100 ? text : text[..100] + " ..." };
    }
}
