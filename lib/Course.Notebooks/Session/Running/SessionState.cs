using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>A variable of the session.</summary>
/// <param name="Value">Its value as text.</param>
public sealed record Variable(string Name, string Type, string Value);

/// <summary>The variables that stay from cell to cell, found in the submissions' objects.</summary>
internal sealed class SessionState(CellMachine machine)
{
    private readonly List<string> names = []; // in order of declaration
    private readonly Dictionary<string, (int Slot, string Field)> places = [];

    /// <summary>Notes a submission's variables.</summary>
    public void Add(Submission submission)
    {
        if (!submission.Declares)
            return;
        lock (places)
        {
            foreach (var field in submission.Compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>()
                .Where(field => !field.IsImplicitlyDeclared))
            {
                if (places.TryAdd(field.Name, default))
                    names.Add(field.Name);
                places[field.Name] = (submission.Image.Slot, field.Name);
            }
        }
    }

    public IReadOnlyList<Variable> Variables()
    {
        lock (places) return [.. names.Select(Read).OfType<Variable>()];
    }

    public MimeBundle List(bool values)
    {
        if (values)
            return Formatter.Format(
                Variables().Select(variable => new { variable.Name, variable.Type, variable.Value }).ToArray());
        lock (places) return MimeBundle.Plain(string.Join(", ", names.Where(name => Field(name).Field is not null)));
    }

    /// <exception cref="CellException">There is no such variable.</exception>
    public object? Find(string name)
    {
        lock (places)
        {
            if (places.ContainsKey(name) && Field(name) is ({ } field, var submission))
                return field.GetValue(submission);
            throw CellException.With("DirectiveError",
                $"There is no C# variable {name}. There are: {(names.Count > 0 ? string.Join(", ", names) : "none")}.");
        }
    }

    private (FieldInfo? Field, object? Owner) Field(string name) =>
        machine.Slot(places[name].Slot) is { } submission
            ? (submission.GetType().GetField(places[name].Field,
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), submission)
            : default;

    private Variable? Read(string name)
    {
        if (Field(name) is not ({ } info, var submission))
            return null;
        var value = info.GetValue(submission);
        var text = Shape.IsLazy(value) ? "(a sequence that is not run for this list)" : PlainText.Of(value);
        return new Variable(name, TypeName.Of(info.FieldType), text.Length <= 100 ? text : text[..100] + " ...");
    }
}
