using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Course.Notebooks.Tests;

public class RoundTripTests
{
    [Theory]
    [InlineData("\n", "", "\n")]
    [InlineData("\r\n", "", "")]
    [InlineData("\n", "\uFEFF", "\n\n  \t")]
    public void BytesStayAsTheyWere(string lineEnd, string head, string tail)
    {
        var text = head + odd.ReplaceLineEndings(lineEnd) + tail;
        Assert.Equal(text, Rewritten(text));
    }

    [Property(MaxTest = 200)]
    public Property AnyJsonInAnyLayoutIsKept() => Prop.ForAll(Notebooks.ToArbitrary(), text => Rewritten(text) == text);

    [Property(MaxTest = 100)]
    public Property AChangedSourceReadsBackAndNothingElseChanges() =>
        Prop.ForAll(Notebooks.ToArbitrary(), ArbMap.Default.ArbFor<NonNull<string>>(), (text, source) =>
        {
            var wanted = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(source.Get)); // half surrogate pairs have no bytes
            var notebook = Parse(text);
            var before = notebook.Cells[0].Source;
            notebook.Cells[0].Source = wanted;
            var changed = Parse(Encoding.UTF8.GetString(notebook.ToBytes()));
            var readBack = changed.Cells[0].Source == wanted;
            changed.Cells[0].Source = before;
            var values = System.Text.Json.Nodes.JsonNode.DeepEquals(changed.Cells[0].Json, Parse(text).Cells[0].Json);
            return readBack && values;
        });

    [Fact]
    public void NotebooksOfThisMachineAreKept()
    {
        string[] roots = ["/usr/lib/python3/dist-packages", "/usr/share"];
        var files = roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateFiles(root, "*.ipynb",
            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })).ToList();
        Assert.SkipWhen(files.Count == 0, "Needs notebooks of other programs: no package here has any. To have some: apt-get install jupyter-nbconvert.");
        var read = 0;
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            Notebook notebook;
            try
            {
                notebook = Notebook.Parse(bytes, file);
            }
            catch (NotebookException e) when (e.Message.Contains("nbformat 3") || e.Message.Contains("nbformat 2")
                || bytes.Length == 0 || file.Contains("invalid", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            Assert.True(bytes.AsSpan().SequenceEqual(notebook.ToBytes()), file);
            read++;
        }
        Assert.True(read > 0);
    }

    [Fact]
    public void RemovedAndInsertedCellsLeaveTheOthersAlone()
    {
        var notebook = Parse(odd);
        notebook.Remove(notebook.Cells[0]);
        notebook.Insert(0, Cell.Markdown("# 새 칸\n본문"));
        var text = Encoding.UTF8.GetString(notebook.ToBytes());
        var second = odd.IndexOf("    {\"cell_type\": \"code\"", StringComparison.Ordinal);
        Assert.EndsWith(odd[second..], text);
        Assert.Equal("# 새 칸\n본문", Parse(text).Cells[0].Source);
    }

    /// <summary>What editors and people write: mixed layout, escapes, numbers, inline lists, unknown properties.</summary>
    private const string odd = """
        {  "nbformat":4, "nbformat_minor" : 5,
          "metadata": {"x": [ 1.0, 1e-5, -0, 1E+2 , 123456789012345678901234567890 ], "empty": { }, "none": null,
            "escaped": "\u00e9\/\ud83d\ude00 \ud83d \"", "plain": "é한글😀\u2028"},
          "cells": [
            {"cell_type": "markdown", "id": "a1", "metadata": {}, "source": "하나\n둘"},
            {"cell_type": "code", "id": "b2", "metadata": {"tags": ["x", "y"]}, "execution_count": null, "odd": [[], {}],
             "outputs": [ ], "source": ["var x = 1;\n", "x"]}
          ]
        }
        """;

    private static Gen<string> Notebooks =>
        from json in Gen.Sized(size => Value(Math.Min(size, 4)))
        from source in Strings
        from space in Gaps
        from end in Gen.Elements("", "\n", "\r\n", " ")
        select $$"""{{{space}}"cells":{{space}}[{{{space}}"source"{{space}}:{{source}},"cell_type":"markdown"},{"x":{{json}}, "cell_type":"raw","source":[]}], "nbformat":4{{space}},"more":{{json}}}{{end}}""";

    private static Gen<string> Value(int depth)
    {
        var leaf = Gen.OneOf(Strings, Gen.Elements("1", "1.0", "-0", "1e-5", "1E400", "null", "true", "false", "[]", "{}", "{ }"));
        if (depth == 0)
            return leaf;
        var items = Gen.ListOf(Value(depth - 1), 3);
        var list = from gap in Gaps from values in items select $"[{gap}{string.Join(gap + "," + gap, values)}{gap}]";
        var map = from gap in Gaps
                  from values in items
                  select $"{{{gap}{string.Join(gap + ",", values.Select((value, i) => $"\"k{i}\"{gap}:{gap}{value}"))}{gap}}}";
        return Gen.OneOf(leaf, list, map);
    }

    private static Gen<string> Gaps => Gen.Elements("", " ", "\n", "\r\n  ", "\t");

    private static Gen<string> Strings =>
        from parts in Gen.ListOf(Gen.Elements("a", " ", "한", "😀", @"\n", @"\u00e9", @"\/", @"\\", "\\\"", @"\ud83d\ude00", @"\ud800", "\u2028"))
        select $"\"{string.Concat(parts)}\"";

    private static Notebook Parse(string text) => Notebook.Parse(Encoding.UTF8.GetBytes(text));

    private static string Rewritten(string text) => Encoding.UTF8.GetString(Parse(text).ToBytes());
}
