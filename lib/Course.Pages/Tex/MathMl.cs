using System.Xml.Linq;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// Formulas as MathML, which every browser draws by itself: no script, no web font, and screen readers speak it. Covers the
/// TeX that lessons use; anything else is an error that names the command.
/// </summary>
public static class MathMl
{
    internal static readonly XNamespace Namespace = "http://www.w3.org/1998/Math/MathML";

    /// <param name="tex">The formula without its dollar signs.</param>
    /// <param name="display">On a line of its own: large sums, limits above and below.</param>
    /// <exception cref="NotebookException">The formula is wrong, or uses a command that is not known here.</exception>
    public static string FromTex(string tex, bool display)
    {
        var formula = TexParser.Parse(tex, display);
        var math = new XElement(Namespace + "math",
            display ? new XAttribute("display", "block") : null,
            new XElement(Namespace + "semantics",
                formula,
                new XElement(Namespace + "annotation", new XAttribute("encoding", "application/x-tex"), tex.Trim())));
        return math.ToString(SaveOptions.DisableFormatting);
    }

    internal static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    internal static XElement Operator(string text, params (string Name, string Value)[] attributes) =>
        Element("mo", [.. attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)), text]);

    internal static XElement Row(IReadOnlyList<XElement> children) =>
        children.Count == 1 ? children[0] : Element("mrow", [.. children]);

    internal static XElement Space(string width) => Element("mspace", new XAttribute("width", width));
}
