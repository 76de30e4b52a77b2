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
        if (!submission.Declares) return;
        lock (places)
        {
            foreach (var field in submission.Compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsImplicitlyDeclared))
            {
                if (places.TryAdd(field.Name, default)) names.Add(field.Name);
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
        var variables = Variables();
        return values
            ? Formatter.Format(variables.Select(variable => new { variable.Name, variable.Type, variable.Value }).ToArray())
            : MimeBundle.Plain(string.Join(", ", variables.Select(variable => variable.Name)));
    }

    private Variable? Read(string name)
    {
        var (slot, field) = places[name];
        if (machine.Slot(slot) is not { } submission) return null;
        var info = submission.GetType().GetField(field, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
        if (info is null) return null;
        var text = PlainText.Of(info.GetValue(submission));
        return new Variable(name, TypeName.Of(info.FieldType), text.Length <= 100 ? text : text[..100] + " ...");
    }
}
