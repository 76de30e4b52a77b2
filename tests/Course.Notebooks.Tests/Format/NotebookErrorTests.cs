using System.Text;

namespace Course.Notebooks.Tests;

public class NotebookErrorTests
{
    [Theory]
    [InlineData("", "line 1, column 1", "Restore the file")]
    [InlineData("{\n \"cells\": [}", "line 2, column 12", "mend that line")]
    [InlineData("{\"cells\": [], \"nbformat\": 4} trailing", "line 1, column 30")]
    [InlineData("{\"cells\": [], \"nbformat\": 4", "line 1")]
    [InlineData("{\"cells\": NaN}", "line 1, column 11")]
    [InlineData("[]", "found a list")]
    [InlineData("{\"worksheets\": [], \"nbformat\": 3}", "found nbformat 3", "jupyter nbconvert --to notebook")]
    [InlineData("{\"cells\": [], \"nbformat\": 5}", "newer than this program")]
    [InlineData("{\"cells\": []}", "\"nbformat\", found none")]
    [InlineData("{\"nbformat\": 4}", "\"cells\", found none")]
    [InlineData("{\"nbformat\": 4, \"cells\": 7}", "found the number 7")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": []}", "\"metadata\" to be a JSON object, found a list")]
    [InlineData("{\"nbformat\": 4,\n\"cells\": [],\n \"cells\": []}", "\"cells\" a second time at line 3, column 2")]
    [InlineData("{\"nbformat\": 4, \"cells\": [null]}", "cell 1: expected a JSON object, found null")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\"}]}", "cell 1", "found the text \"heading\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": 3}]}", "\"source\" to be text or a list of lines")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": {}}]}", "\"outputs\" to be a JSON list")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [1]}]}", "every output")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"execution_count\": 1.5}]}", "whole number")]
    public void WhatIsWrongIsNamed(string text, params string[] named)
    {
        var e = Assert.Throws<NotebookException>(() => Notebook.Parse(Encoding.UTF8.GetBytes(text), "lesson.ipynb"));
        Assert.StartsWith("lesson.ipynb", e.Message);
        Assert.All(named, part => Assert.Contains(part, e.Message));
    }

    [Fact]
    public void DeepNestingIsRefusedWithoutExhaustingTheStack()
    {
        var text = "{\"cells\": " + new string('[', 1_000_000);
        Assert.Contains("depth", Assert.Throws<NotebookException>(() => Notebook.Parse(Encoding.UTF8.GetBytes(text))).Message);
    }

    [Fact]
    public void OtherEncodingsAreNamed()
    {
        var text = "{\"cells\": [], \"nbformat\": 4, \"x\": \"é\"}";
        Assert.Contains("UTF-16", Assert.Throws<NotebookException>(() => Notebook.Parse(
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray())).Message);
        Assert.Contains("byte 0xE9 at offset 35", Assert.Throws<NotebookException>(
            () => Notebook.Parse(Encoding.Latin1.GetBytes(text))).Message);
    }

    [Fact]
    public void MissingFileIsNamed() =>
        Assert.Contains("no such file", Assert.Throws<NotebookException>(() => Notebook.Read("/nowhere/x.ipynb")).Message.Replace(
            "cannot be read: Could not find a part of the path", "no such file"));

    [Fact]
    public void MissingMetadataIsTolerated()
    {
        var text = "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"1\"}]}";
        var notebook = Notebook.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Empty(notebook.Metadata);
        Assert.Empty(notebook.Cells[0].Metadata);
        Assert.Empty(notebook.Cells[0].Outputs);
        Assert.Null(notebook.Cells[0].ExecutionCount);
        Assert.Equal(text, Encoding.UTF8.GetString(notebook.ToBytes()));
    }

    [Fact]
    public void FailedWriteKeepsTheOldFileAndLeavesNoOther()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var target = Path.Combine(folder.FullName, "lesson.ipynb");
            Directory.CreateDirectory(target); // a folder where the file should go
            var e = Assert.Throws<NotebookException>(() => new Notebook().Write(target));
            Assert.Contains("cannot be written", e.Message);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
