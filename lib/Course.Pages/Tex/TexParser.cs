using System.Xml.Linq;
using static Course.Pages.MathMl;

namespace Course.Pages;

/// <summary>Rows of atoms with their scripts. What a single command means is in <see cref="TexCommands"/>.</summary>
internal sealed class TexParser
{
    /// <summary>Far beyond any formula, and far from the end of the stack.</summary>
    private const int maxDepth = 100;

    private readonly TexCommands commands;
    private int depth;

    private TexParser(TexReader reader, bool display, TexMacros macros)
    {
        Reader = reader;
        Display = display;
        Macros = macros;
        commands = new(this);
    }

    /// <summary>A formula; rows and columns that stand in no environment are aligned equations.</summary>
    public static XElement Parse(string tex, bool display, TexMacros macros)
    {
        var parser = new TexParser(new TexReader(tex), display, macros);
        var rows = new TexEnvironments(parser).Rows();
        if (parser.Reader.Peek() is not "" and var token)
            throw parser.Reader.Error($"found {token} without its beginning");
        return rows is [[var only]] ? only : TexEnvironments.Table(rows, rows.Any(row => row.Count > 1) ? "aligned" : "gathered");
    }

    public TexReader Reader { get; }

    public TexMacros Macros { get; }

    /// <summary>Whether limits stand above and below here.</summary>
    public bool Display { get; set; }

    /// <summary>The alphabet that letters are set in, e.g. <c>\mathbf</c>.</summary>
    public string? Alphabet { get; set; }

    /// <summary>Atoms up to a token that ends a group, a cell or a row; the token stays.</summary>
    public List<XElement> Until(params string[] ends)
    {
        var row = new List<XElement>();
        while (Reader.Peek() is var token
            && token is not ("" or "}" or "&" or "\\\\" or "\\cr" or "\\right" or "\\end" or "\\middle")
            && !ends.Contains(token))
            if (token is "\\over" or "\\choose" or "\\atop")
                row = [Fraction(Reader.Next(), Row(row), Row(Until(ends)))];
            else
                Add(row, Scripted(Atom()));
        return row;
    }

    /// <summary>What a command takes: a group or a single token, not in display style.</summary>
    public XElement Argument(bool display = false)
    {
        var (outer, token) = (Display, Reader.Peek());
        if (token is "" or "}" or "&" or "\\\\" or "^" or "_")
            throw Reader.Error($"expected an argument, found {(token is "" ? "the end" : token)}");
        Display = display;
        var argument = char.IsAsciiDigit(token[0]) ? Element("mn", Reader.Next()) : Atom(); // \frac12 is a half
        Display = outer;
        return argument;
    }

    public XElement Atom()
    {
        if (++depth > maxDepth)
            throw Reader.Error($"it is nested more than {maxDepth} deep");
        var atom = Single();
        depth--;
        return atom;
    }

    public XElement Identifier(string letter) => Alphabet switch
    {
        null => Element("mi", letter),
        "\\mathrm" => Element("mi", new XAttribute("mathvariant", "normal"), letter),
        _ => Element("mi", TexAlphabet.Convert(Alphabet, letter)),
    };

    private XElement Single()
    {
        if (Reader.Number() is { Length: > 0 } number)
            return Element("mn", Alphabet is null ? number : TexAlphabet.Convert(Alphabet, number));
        if (Reader.Peek() is "^" or "_")
            return Element("mrow"); // a script without a base stands on an empty one, as in ^{t}A
        var token = Reader.Next();
        if (token == "{")
        {
            var (alphabet, display) = (Alphabet, Display);
            var row = Until();
            (Alphabet, Display) = (alphabet, display);
            Reader.Expect("}");
            return Row(row);
        }
        if (token[0] == '\\')
            return commands.Run(token);
        return token switch
        {
            "-" => Operator("−"),
            "*" => Operator("∗"),
            "~" => Space("0.3333em"),
            "(" or ")" or "[" or "]" => Operator(token, ("stretchy", "false")),
            "|" => Operator("|", ("stretchy", "false"), ("lspace", "0"), ("rspace", "0")),
            "/" => Operator("/", ("stretchy", "false"), ("lspace", "0"), ("rspace", "0")),
            _ when TexAlphabet.IsWord(token) => Element("mtext", token),
            _ when char.IsLetter(token, 0) => Identifier(token),
            _ => Operator(token),
        };
    }

    private XElement Scripted(XElement atom)
    {
        XElement? sub = null, sup = null;
        var limits = atom.Annotation<Limits>() is { } kind && (kind.Always || Display);
        if (Reader.Accept("\\limits"))
            limits = true;
        else if (Reader.Accept("\\nolimits"))
            limits = false;
        while (Reader.Peek() is "^" or "_" or "'")
        {
            var token = Reader.Next();
            if (token == "_")
                sub = sub is null ? Argument() : throw Reader.Error("it has two subscripts in one place; group them with { }");
            else if (token == "^")
                sup = sup is null ? Argument() : sup.Annotation<Primes>() is null
                    ? throw Reader.Error("it has two superscripts in one place; group them with { }")
                    : Element("mrow", sup, Argument());
            else
                sup = PrimesFrom(sup);
        }
        var (below, above, both) = limits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup");
        return (sub, sup) switch
        {
            (null, null) => atom,
            (_, null) => Element(below, atom, sub),
            (null, _) => Element(above, atom, sup),
            _ => Element(both, atom, sub, sup),
        };
    }

    private XElement PrimesFrom(XElement? sup)
    {
        var primes = "′";
        while (Reader.Accept("'"))
            primes += "′";
        if (sup is not null)
            throw Reader.Error("it has two superscripts in one place; group them with { }");
        var element = Operator(primes);
        element.AddAnnotation(new Primes());
        return element;
    }

    /// <summary>TeX's spacing where MathML's rules, which know no classes of atoms, would differ.</summary>
    private static void Add(List<XElement> row, XElement atom)
    {
        var previous = row.Count == 0 ? null : row[^1];
        var opens = previous is null || (previous.Name.LocalName == "mo" && previous.Value is not (")" or "]" or "}" or "!" or "|"
            or "⟩" or "⌋" or "⌉" or "‖"));
        if (atom.Name.LocalName == "mo" && atom.Value is "−" or "+" or "±" or "∓" && opens && previous is not null)
            atom.SetAttributeValue("form", "prefix"); // a sign, not a difference
        if (previous is not null && Core(previous).Annotation<Function>() is not null
            && !(atom.Name.LocalName is "mo" or "mspace")
                && !(atom.Name.LocalName == "mrow" && atom.Elements().FirstOrDefault()?.Name.LocalName == "mo"))
            row.Add(Space("0.1667em"));
        row.Add(atom);
    }

    private static XElement Core(XElement element) =>
        element.Name.LocalName is "msub" or "msup" or "msubsup" or "munder" or "mover" or "munderover"
            ? Core(element.Elements().First()) : element;

    /// <summary>Marks an operator whose scripts stand above and below: always, or in display style.</summary>
    internal sealed record Limits(bool Always = false);

    /// <summary>Marks a named function, which a thin space separates from its argument.</summary>
    internal sealed record Function;

    private sealed record Primes;
}
