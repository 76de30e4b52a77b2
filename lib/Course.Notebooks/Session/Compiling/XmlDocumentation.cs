using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>The documentation file beside an assembly, opened when somebody first asks.</summary>
internal static class XmlDocumentation
{
    public static DocumentationProvider Beside(string assembly)
    {
        var file = Path.ChangeExtension(assembly, ".xml");
        return File.Exists(file) ? XmlDocumentationProvider.CreateFromFile(file) : DocumentationProvider.Default;
    }
}
