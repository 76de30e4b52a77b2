using System.Text;
using System.Text.Json.Nodes;
using Course.Notebooks;
using Course.Pages;

namespace Course.Cli.Tests.Publish;

/// <summary>
/// Two small lessons in Korean and English, and a lab, as sources in <c>lessons</c> and executed in <c>out</c>. They have what pages
/// find hard: wide code, tables and formulas, pictures on white paper, an error on purpose, a large script, links that lead nowhere.
/// </summary>
internal sealed class SampleLessons : IDisposable
{
    public const string Secret = "TheAnswerIsFortyTwo";
    public const string HiddenTest = "HiddenTestLooksHere";

    private static readonly string picture = Convert.ToBase64String(Encoding.UTF8.GetBytes(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"120\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        + string.Concat(Enumerable.Range(0, 300).Select(i => $"<circle cx=\"{i}\" cy=\"{60 + 40 * Math.Sin(i / 20.0):F1}\" r=\"2\" fill=\"#0072b2\"/>"))
        + "</svg>"));

    private readonly CourseFolder folder = new();

    public SampleLessons()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            Write(language, "1-filters", Filters(language == "ko"));
            Write(language, "2-networks", Networks(language == "ko"));
            Write(language, "1-lab", Lab());
        }
    }

    public string Sources => folder.Path("lessons");

    public string Executed => folder.Path("out");

    public string Site => folder.Path("site of lessons");

    public void Dispose() => folder.Dispose();

    public Outcome Publish(params string[] options) => CourseFolder.Course(["publish", Sources, "--out", Site, .. options]);

    public Outcome PublishExecuted() => Publish("--from", Executed);

    /// <summary>Puts another notebook in a lesson's place.</summary>
    public void Write(string language, string name, Notebook executed)
    {
        executed.Write(Path.Combine(Executed, language, name + ".ipynb"));
        foreach (var cell in executed.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            cell.ClearOutputs();
            cell.ExecutionCount = null;
        }
        executed.Write(Path.Combine(Sources, language, name + ".ipynb"));
    }

    public static Notebook Notebook(params Cell[] cells)
    {
        var notebook = new Notebook();
        foreach (var cell in cells)
            notebook.Add(cell);
        return notebook;
    }

    /// <summary>An executed cell, without outputs so far.</summary>
    public static Cell Code(string source, Action<Cell>? outputs = null)
    {
        var cell = Cell.Code(source);
        cell.ExecutionCount = 1;
        outputs?.Invoke(cell);
        return cell;
    }

    private static Notebook Filters(bool korean) => Notebook(
        Cell.Markdown(korean ? "# 1 필터\n\n작은 **필터**가 그림 위를 움직입니다. [신경망](2-networks.ipynb#세-층)에서 다시 만납니다."
            : "# 1 Filters\n\nA small **filter** moves over a picture. We meet it again in [networks](2-networks.ipynb#three-layers)."),
        Code("#!import \"../setup.csx\"", cell => cell.AppendResult(Html($"<script defer>window.library = '{new string('x', 60_000)}';</script>"))),
        Cell.Markdown((korean ? "## 특성 맵\n\n특성 맵의 크기는 다음과 같습니다.\n\n" : "## Feature maps\n\nA feature map is this large.\n\n")
            + $"$$O = \\frac{{H - k + 2p}}{{s}} + 1 + {string.Join(" + ", Enumerable.Range(1, 40).Select(i => $"w_{{{i}}} x_{{{i}}}"))}$$\n\n"
            + "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n" + $"| {string.Join(" | ", Enumerable.Repeat("conv2d_name", 6))} |\n"),
        Code($"var line = \"{new string('-', 150)}\";\nConsole.WriteLine(Conv2d(line));", cell =>
        {
            cell.AppendStream(StreamName.Out, string.Concat(Enumerable.Repeat("0123456789 ", 400)));
            cell.AppendStream(StreamName.Error, "a warning\n");
        }),
        Cell.Markdown(korean ? "### 그림\n\n[실습](1-lab.ipynb)과 [소스](../../lib/Conv.cs)는 여기에 없습니다." : "### A picture\n\nThe [lab](1-lab.ipynb) and the [source](../../lib/Conv.cs) are not here."),
        Code("Plot(line)", cell => cell.AppendResult(Html($"<img src=\"data:image/svg+xml;base64,{picture}\" alt=\"{(korean ? "물결" : "A wave")}\">"))),
        ExpectedError());

    private static Notebook Networks(bool korean) => Notebook(
        Cell.Markdown(korean ? "# 2 신경망\n\n필터를 쌓으면 신경망이 됩니다." : "# 2 Networks\n\nStack filters, and they are a network."),
        Cell.Markdown(korean ? "## 세 층\n\n첫째 층은 가장자리를 찾습니다. `Conv2d`가 맡습니다." : "## Three layers\n\nThe first layer finds edges. `Conv2d` does it."),
        Code("1 + 1", cell => cell.AppendResult(MimeBundle.Plain("2"))));

    private static Notebook Lab()
    {
        var solution = Code($"// BEGIN SOLUTION\nvar answer = \"{Secret}\";\n// END SOLUTION");
        var test = Code($"// BEGIN HIDDEN TESTS\nCheck(answer, \"{HiddenTest}\");\n// END HIDDEN TESTS");
        solution.Metadata = new JsonObject { ["nbgrader"] = new JsonObject { ["solution"] = true, ["grade"] = false } };
        test.Metadata = new JsonObject { ["nbgrader"] = new JsonObject { ["solution"] = false, ["grade"] = true } };
        return Notebook(Cell.Markdown("# 1 Lab"), solution, test);
    }

    private static Cell ExpectedError()
    {
        var cell = Code("Wrong()", cell => cell.AppendError("CS0103", "The name 'Wrong' does not exist", ["line 1"]));
        cell.Metadata = new JsonObject { ["tags"] = new JsonArray("raises-exception") };
        return cell;
    }

    private static MimeBundle Html(string html) => MimeBundle.Html(html, "");
}
