using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Course.Notebooks;

/// <summary>An exception as a learner reads it: type, sentence, and where in the learner's own code.</summary>
internal static partial class RunTimeErrors
{
    private const int shownFrames = 20, shownSuspects = 3;

    public static CellResult.Failed Describe(Exception exception, Func<Assembly, CellSource?> sources)
    {
        exception = Unwrap(exception);
        var lines = new List<string>();
        for (var (e, prefix) = (exception, ""); e is not null; (e, prefix) = (e.InnerException, "caused by "))
        {
            lines.Add($"{prefix}{e.GetType().Name}: {Message(e)}");
            lines.AddRange(Frames(e, sources));
        }

        return new(exception.GetType().Name, Message(exception), lines);
    }

    public static CellResult.Failed Interrupted { get; } =
        new("KeyboardInterrupt", "The cell was interrupted.",
        ["KeyboardInterrupt: The cell was interrupted; variables keep their values."]);

    /// <summary>The sentence alone: libtorch adds its own call stack to every message.</summary>
    public static string Message(Exception exception)
    {
        var message = NativeStack().Replace(exception.Message, "").Trim();
        return exception switch
        {
            InsufficientExecutionStackException => "The recursion is too deep: a method calls itself without coming to an end.",
            InvalidCastException when OldAndNew().Match(message) is { Success: true } cast =>
                $"{cast.Groups["type"].Value} was declared anew, and this object " +
                "is of another version than the code that takes it: run the cells again, in their order, that make the object "
                + "and that use it.",
            _ => Cut.Text(TypeName.WithoutCell(message)),
        };
    }

    // Wrappers that only say "look inside".
    private static Exception Unwrap(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var single] } => Unwrap(single),
        _ => exception,
    };

    // The same line again and again, as in a recursion, is told once.
    private static List<string> Frames(Exception exception, Func<Assembly, CellSource?> sources)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Select(frame => (Method: frame.GetMethod(), Line: frame.GetFileLineNumber(),
                Lost: frame.GetILOffset() <= 0 && exception is IndexOutOfRangeException or OverflowException,
                Source: frame.GetMethod() is { } method ? sources(method.Module.Assembly) : null))
            .Where(frame => frame.Source is not null && (frame.Lost || frame.Line > 0)) // the compiler's own have no line
            .ToList();
        var lines = new List<string>();
        for (int i = 0, next; i < frames.Count && lines.Count < 2 * shownFrames; i = next)
        {
            var (method, line, lost, source) = frames[i];
            next = i + 1;
            while (next < frames.Count && frames[next] == frames[i]) next++;
            int[] places = lost && i == 0 ? Suspects(exception, source!, line) : [line];
            var place = places.Length > 0 ? $", line {string.Join(" or ", places)}" : line > 0 ? $", line {line} or later" : "";
            lines.Add($"  {source!.Path}{place}{MethodName(method)}{(next - i > 1 ? $" ({next - i} times)" : "")}");
            lines.AddRange(places.Select(number => $"    {Cut.Line(source.Line(number - 1).Trim())}"));
        }

        return lines;
    }

    // In optimised code .NET forgets where an index was out of range or a checked sum too large, and says the method's
    // beginning. The lines that could have failed are left: often there is one.
    private static int[] Suspects(Exception exception, CellSource source, int first)
    {
        var kind = exception is IndexOutOfRangeException ? Index() : Checked();
        int[] lines = [.. source.Lines.Index()
            .Where(line => line.Index + 1 >= first && kind.IsMatch(line.Item)).Select(line => line.Index + 1)];
        return lines.Length <= shownSuspects ? lines : [];
    }

    // Compiler-made names hold the learner's: <Outer>g__Local|0_0, <Method>d__3, <<Initialize>>d__0 for the cell itself.
    private static string MethodName(MethodBase? method)
    {
        var name = method?.Name == "MoveNext" ? method.DeclaringType!.Name : method?.Name ?? "";
        if (name.Contains("<Initialize>") && !name.Contains("g__"))
            return "";
        var match = CompilerMade().Match(name);
        var own = match.Success ? match.Groups["local"].Value is { Length: > 0 } local ? local : match.Groups["outer"].Value
            : name;
        return own is "" or "<Initialize>" ? "" : $", in {own}";
    }

    [GeneratedRegex(@"\s*(Exception raised from |frame #\d+:)[\s\S]*$")]
    private static partial Regex NativeStack();

    [GeneratedRegex(@"^\[A\](?<type>.+?) cannot be cast to \[B\]\k<type>\. .*'Cell-\d+,.*'Cell-\d+,")]
    private static partial Regex OldAndNew();

    // a[i], but not int[] or new int[3]
    [GeneratedRegex(@"(?<=[\w)\]])(?<!\bnew\s+[\w.]+)\[(?!\s*[,\]])")]
    private static partial Regex Index();

    [GeneratedRegex(@"\bchecked\b")]
    private static partial Regex Checked();

    [GeneratedRegex(@"^<(?<outer>.*?)>(g__(?<local>\w+)\||[a-z]__)")]
    private static partial Regex CompilerMade();
}
