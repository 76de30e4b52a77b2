using System.Globalization;
using System.Reflection;
using TorchSharp;

namespace Course.Files;

/// <summary>What all code of a process and its thread shares, so that one cell can change what another means.</summary>
/// <remarks>TorchSharp's names of types (<c>torch.float64</c>) are variables that anybody may assign.</remarks>
public static class SharedState
{
    private static readonly List<(
        FieldInfo Field, object? Value)> fields = [.. typeof(torch).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => (field, field.GetValue(null)))];

    private static readonly (CultureInfo Culture, string Folder, torch.ScalarType Type) first =
        (CultureInfo.CurrentCulture, Environment.CurrentDirectory, torch.get_default_dtype());

    /// <summary>
    /// Sets it back to what it was at the first call: torch's variables, element type and recording, culture, folder.
    /// </summary>
    public static void Restore()
    {
        foreach (var (field, value) in fields) field.SetValue(null, value);
        torch.set_default_dtype(first.Type);
        torch.set_grad_enabled(true);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = first.Culture;
        Environment.CurrentDirectory = first.Folder;
        if (torch.get_default_dtype() != first.Type || !torch.is_grad_enabled()
            || fields.Exists(pair => !Equals(pair.Field.GetValue(null), pair.Value)))
            throw new InvalidOperationException(
                "Expected torch's variables as they were, found others that can't be set back. Start anew.");
    }
}
