using System.Xml.Linq;
using Course.Notebooks;

namespace Course.Pages;

/// <summary>
/// Formulas as MathML, which every browser draws by itself: no script, no web font, and screen readers speak it. A command
/// that is not known stands in the formula by its name, of the class <c>unknown</c>; the rest is drawn.
/// </summary>
public static class MathMl
{
    internal static readonly XNamespace Namespace = "http://www.w3.org/1998/Math/MathML";

    /// <param name="tex">The formula without its dollar signs.</param>
    /// <param name="display">On a line of its own: large sums, limits above and below.</param>
    /// <param name="macros">What <c>\newcommand</c> has defined so far on this page.</param>
    /// <exception cref="NotebookException">The formula is wrong: a bracket is missing, an argument, a script's base.</exception>
    public static string FromTex(string tex, bool display, TexMacros? macros = null)
    {
        var formula = TexParser.Parse(tex, display, macros ?? new());
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

    /// <param name="command"><c>\over</c>, or <c>\choose</c> and <c>\atop</c>, which draw no line.</param>
    internal static XElement Fraction(string command, XElement above, XElement below)
    {
        var fraction = Element("mfrac", command == "\\over" ? null : new XAttribute("linethickness", "0"), above, below);
        return command == "\\choose" ? Element("mrow", Operator("("), fraction, Operator(")")) : fraction;
    }

    internal static XElement Space(string width) => Element("mspace", new XAttribute("width", width));

    /// <summary>MathML takes CSS's colors: a name or #rrggbb; anything else stays uncolored.</summary>
    internal static XElement Coloured(string color, XElement content)
    {
        var named = color.Length > 0 && color.TrimStart('#').All(char.IsAsciiLetterOrDigit);
        return named ? Element("mstyle", new XAttribute("mathcolor", color), content) : content;
    }

    internal static XElement Over(XElement argument, string sign, string command) => command == "\\overbrace"
        ? Marked(Element("mover", argument, Operator(sign, ("stretchy", "true"))), new TexParser.Limits(Always: true))
        : Element("mover", new XAttribute("accent", "true"), argument,
            Operator(sign, ("stretchy", command.StartsWith("\\over", StringComparison.Ordinal)
                || command.StartsWith("\\wide", StringComparison.Ordinal) ? "true" : "false")));

    internal static XElement Under(XElement argument, string sign, string command) => command == "\\underbrace"
        ? Marked(Element("munder", argument, Operator(sign, ("stretchy", "true"))), new TexParser.Limits(Always: true))
        : Element("munder", new XAttribute("accentunder", "true"), argument, Operator(sign, ("stretchy", "true")));

    internal static XElement Word(string word) => Marked(
        Element("mi", word.Length == 1 ? new XAttribute("mathvariant", "normal") : null, word.Replace(' ', '\u2009')),
        new TexParser.Function());

    internal static XElement Styled(bool display, XElement content) =>
        Element("mstyle", new XAttribute("displaystyle", display ? "true" : "false"), new XAttribute("scriptlevel", "0"),
        content);

    internal static XElement Marked(XElement element, object mark)
    {
        element.AddAnnotation(mark);
        return element;
    }
}
