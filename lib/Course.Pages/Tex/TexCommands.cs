using System.Xml.Linq;
using static Course.Pages.MathMl;
using static Course.Pages.TexSymbols;

namespace Course.Pages;

/// <summary>What each command draws.</summary>
internal sealed class TexCommands(TexParser parser)
{
    private readonly TexReader reader = parser.Reader;
    private int expansions;

    public XElement Run(string command)
    {
        if (parser.Macros.Define(command, reader))
            return Element("mrow");
        if (parser.Macros.Expand(command, reader, ref expansions))
            return parser.Atom();
        if (Identifiers.TryGetValue(command, out var letter))
            return letter.Length == 1 && letter[0] is >= 'Α' and <= 'Ω' && parser.Alphabet is null
                ? Element("mi", new XAttribute("mathvariant", "normal"), letter) : parser.Identifier(letter);
        if (Operators.TryGetValue(command, out var sign))
            return Operator(sign, command is "\\to" ? [("stretchy", "false")] : []);
        if (Sums.TryGetValue(command, out sign))
            return Marked(Operator(sign, ("movablelimits", "false")), new TexParser.Limits());
        if (Integrals.TryGetValue(command, out sign))
            return Operator(sign);
        if (Delimiters.TryGetValue(command, out sign))
            return sign is "|" or "‖" ? Operator(sign, ("stretchy", "false"), ("lspace", "0"), ("rspace", "0"))
                : Operator(sign, ("stretchy", "false"));
        if (Spaces.TryGetValue(command, out var width))
            return Space(width);
        if (Functions.Contains(command))
            return Word(command[1..]);
        if (TexSymbols.Limits.Contains(command))
            return Marked(Word(command[1..] switch { "argmax" => "arg max", "argmin" => "arg min", var word => word }),
                new TexParser.Limits());
        if (Accents.TryGetValue(command, out sign))
            return Over(parser.Argument(parser.Display), sign, command);
        if (AccentsBelow.TryGetValue(command, out sign))
            return Under(parser.Argument(parser.Display), sign, command);
        if (Sizes.TryGetValue(command, out var size))
            return Operator(Delimiter(), ("stretchy", "true"), ("symmetric", "true"), ("minsize", size), ("maxsize", size));
        if (TexAlphabet.Has(command))
            return Lettered(command);
        return Structure(command);
    }

    private XElement Structure(string command) => command switch
    {
        "\\frac" => Element("mfrac", parser.Argument(), parser.Argument()),
        "\\dfrac" or "\\cfrac" => Styled(true, Element("mfrac", parser.Argument(), parser.Argument())),
        "\\tfrac" => Styled(false, Element("mfrac", parser.Argument(), parser.Argument())),
        "\\binom" or "\\dbinom" or "\\tbinom" => Fraction("\\choose", parser.Argument(), parser.Argument()),
        "\\sqrt" => reader.RawOption() is { } degree
            ? Element("mroot", parser.Argument(), Nested(degree)) : Element("msqrt", parser.Argument()),
        "\\text" or "\\textrm" or "\\mbox" or "\\textnormal" or "\\textup" or "\\textsf" or "\\textsc" or "\\hbox" => Text(null),
        "\\textbf" => Text("font-weight:bold"),
        "\\textit" or "\\emph" => Text("font-style:italic"),
        "\\texttt" => Text("font-family:monospace"),
        "\\operatorname" => OperatorName(),
        "\\mathop" => Marked(Element("mrow", parser.Argument(parser.Display)), new TexParser.Limits()),
        "\\color" => Coloured(reader.RawGroup(), Row(parser.Until())),
        "\\textcolor" => Coloured(reader.RawGroup(), parser.Argument(parser.Display)),
        "\\hspace" or "\\kern" or "\\mkern" or "\\hskip" or "\\mskip" => Space(reader.Length()),
        "\\cancel" or "\\bcancel" or "\\xcancel" or "\\sout" =>
            Element("mrow", new XAttribute("class", "cancel"), parser.Argument(parser.Display)),
        "\\left" => Fenced(),
        "\\begin" => new TexEnvironments(parser).Read(),
        "\\overset" or "\\stackrel" => Reversed("mover"),
        "\\underset" => Reversed("munder"),
        "\\xrightarrow" => OverArrow("→"),
        "\\xleftarrow" => OverArrow("←"),
        "\\substack" => new TexEnvironments(parser).Substack(),
        "\\not" => Operator(parser.Atom().Value + "\u0338"),
        "\\phantom" or "\\hphantom" or "\\vphantom" => Element("mphantom", parser.Argument()),
        "\\boxed" or "\\fbox" => Element("mrow", new XAttribute("class", "boxed"), parser.Argument(parser.Display)),
        "\\bmod" or "\\mod" => Operator("mod", ("lspace", "0.22em"), ("rspace", "0.22em")),
        "\\pmod" => Element(
            "mrow", Space("0.5em"), Operator("("), Element("mi", "mod"), Space("0.33em"), parser.Argument(), Operator(")")),
        "\\tag" => Element(
            "mrow", Space("2em"), Element("mtext", reader.Accept("*") ? reader.RawGroup() : $"({reader.RawGroup()})")),
        "\\ref" or "\\eqref" => Element("mtext", $"({reader.RawGroup()})"),
        "\\rm" or "\\bf" or "\\cal" or "\\sf" or "\\tt" or "\\it" => Switched("\\math" + command[1..]),
        "\\displaystyle" => Switched(true),
        "\\textstyle" => Switched(false),
        "\\ " or "\\\n" or "\\\t" => Space("0.3333em"),
        "\\" => throw reader.Error("it ends in a single \\"),
        _ when Unseen.Contains(command) => Element("mrow"),
        _ when UnseenWithArgument.Contains(command) => Skipped(),
        _ when Transparent.Contains(command) => parser.Argument(parser.Display),
        _ => Element("mtext", new XAttribute("class", "unknown"), command),
    };

    private XElement Lettered(string command)
    {
        if (reader.PeekGroup() is { Length: > 1 } word && word.All(char.IsAsciiLetter)) // one word, not a product of letters
        {
            reader.RawGroup();
            return Element("mi", command == "\\mathit" ? new XAttribute("style", "font-style:italic") : null,
                TexAlphabet.Convert(command, word));
        }
        var outer = parser.Alphabet;
        parser.Alphabet = command == "\\mathit" ? null : command;
        var content = parser.Argument(parser.Display);
        parser.Alphabet = outer;
        return content;
    }

    private XElement Text(string? style)
    {
        // White space at the ends of mtext is dropped, so it becomes a no-break space.
        var parts = reader.RawGroup().Split('$').Select((part, i) => i % 2 == 1
            ? Nested(part)
            : Element("mtext", style is null ? null
            : new XAttribute("style", style), part.Replace("\\", "").Replace(' ', '\u00A0')));
        return Row([.. parts.Where(part => part.Value.Length > 0)]);
    }

    private XElement OperatorName()
    {
        var limits = reader.Accept("*");
        var word = Word(reader.RawGroup().Replace("\\,", "\u2009").Replace("\\ ", " "));
        return limits ? Marked(word, new TexParser.Limits()) : word;
    }

    private XElement Fenced()
    {
        var row = new List<XElement>();
        for (var form = "prefix"; ; form = "infix")
        {
            if (Delimiter() is var left and not ".")
                row.Add(Operator(left, ("stretchy", "true"), ("fence", "true"), ("form", form)));
            row.AddRange(parser.Until());
            if (!reader.Accept("\\middle"))
                break;
        }
        reader.Expect("\\right");
        if (Delimiter() is var right and not ".")
            row.Add(Operator(right, ("stretchy", "true"), ("fence", "true"), ("form", "postfix")));
        return Element("mrow", [.. row]);
    }

    private string Delimiter() => reader.Next() switch
    {
        "<" => "⟨",
        ">" => "⟩",
        var token and ("(" or ")" or "[" or "]" or "|" or "/" or ".") => token,
        var token when Delimiters.TryGetValue(token, out var sign) => sign,
        var token when Operators.TryGetValue(token, out var arrow) && token.Contains("arrow") => arrow,
        var token => throw reader.Error($"expected a bracket, found {(token is "" ? "the end" : token)}"),
    };

    private XElement OverArrow(string arrow)
    {
        var below = reader.RawOption();
        var above = Element("mpadded", new XAttribute("lspace", "0.3em"), new XAttribute("width", "+0.6em"), parser.Argument());
        return below is null ? Element("mover", Operator(arrow, ("stretchy", "true")), above)
            : Element("munderover", Operator(arrow, ("stretchy", "true")), Nested(below), above);
    }

    private XElement Skipped()
    {
        reader.Accept("*");
        reader.RawGroup();
        return Element("mrow");
    }

    private XElement Nested(string tex) => TexParser.Parse(tex, display: false, parser.Macros);

    /// <summary>An old-style switch, which holds to the end of its group.</summary>
    private XElement Switched(string alphabet)
    {
        parser.Alphabet = alphabet == "\\mathit" ? null : alphabet;
        return Row(parser.Until());
    }

    private XElement Reversed(string name)
    {
        var script = parser.Argument();
        return Element(name, parser.Argument(parser.Display), script);
    }

    private XElement Switched(bool display)
    {
        parser.Display = display;
        return Styled(display, Row(parser.Until()));
    }
}
