using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace Course.Vision.Tests;

public class CurvesTests
{
    private static readonly ChartOptions texts = new() { Title = "손실 <loss>", X = "반복 & step", Y = "loss" };

    [Fact]
    public void StaticAndInteractiveChartShowTheSame()
    {
        var picture = Plot.Curves([new("DNN", [0, 50, 100], [2.3, 1, 0.5]), new("CNN", [0, 50, 100], [2.2, 0.7, 0.25])], texts);
        var (svg, figure) = (picture.Svg(), picture.Figure());

        Assert.Superset(new HashSet<string> { "손실 <loss>", "반복 & step", "loss", "DNN", "CNN" }, svg.Texts().ToHashSet());
        Assert.Equal("<b>손실 &lt;loss&gt;</b>", System.Net.WebUtility.HtmlDecode((string?)figure["layout"]!["title"]!["text"])!.Replace("<loss>", "&lt;loss&gt;"));
        Assert.Equal([2.3, 1, 0.5], figure["data"]![0]!["y"]!.AsArray().Select(y => (double)y!));
        Assert.Equal([0, 50, 100], figure["data"]![1]!["x"]!.AsArray().Select(x => (double)x!));
        var drawn = svg.Elements(ShownPicture.Namespace + "path").Where(path => (string?)path.Attribute("fill") == "none").ToList();
        Assert.Equal(drawn.Select(path => (string?)path.Attribute("stroke")), figure["data"]!.AsArray().Select(trace => (string?)trace!["line"]!["color"]));
        Assert.Equal(2, drawn.Select(path => (string?)path.Attribute("stroke-dasharray")).Distinct().Count());
    }

    [Fact]
    public void WhatLiesBehindIsThinAndGreyInBothCharts()
    {
        var picture = Plot.Curves([new("noisy", [0, 1], [2, 3]) { Behind = true }, new("smooth", [0, 1], [2, 2])]);
        var drawn = picture.Svg().Elements(ShownPicture.Namespace + "path").Where(path => (string?)path.Attribute("fill") == "none");
        Assert.Equal(["1", "2"], drawn.Select(path => (string?)path.Attribute("stroke-width")));
        Assert.Equal(["#8c8c8c", Palette.Of(1).Colour], picture.Figure()["data"]!.AsArray().Select(trace => (string?)trace!["line"]!["color"]));
    }

    [Fact]
    public void CurveRunsThroughItsPoints()
    {
        var svg = Plot.Curves([new("a", [0, 10], [0, 5])]).Svg();
        var curve = svg.Elements(ShownPicture.Namespace + "path").Single(path => (string?)path.Attribute("fill") == "none");
        var ticks = svg.Elements(ShownPicture.Namespace + "text").ToDictionary(text => ((string?)text.Attribute("text-anchor"), text.Value));
        double At(string anchor, string tick, string axis) => (double)ticks[(anchor, tick)].Attribute(axis)!;

        var numbers = ((string)curve.Attribute("d")!).Replace("h0", "").Split('M', 'L', ' ').Where(part => part.Length > 0).Select(double.Parse).ToArray();
        Assert.Equal([At("middle", "0", "x"), At("end", "0", "y") - 4.5, At("middle", "10", "x"), At("end", "5", "y") - 4.5], numbers, (a, b) => Math.Abs(a - b) < 0.02);
    }

    [Fact]
    public void NotANumberLeavesAGapInBoth()
    {
        var picture = Plot.Curves([new("a", [1, double.NaN, 2, double.PositiveInfinity, 3, 4])]);
        Assert.Equal(3, Curve(picture).Count(letter => letter == 'M'));
        Assert.Equal([false, true, false, true, false, false], picture.Figure()["data"]![0]!["y"]!.AsArray().Select(y => y is null));
    }

    [Fact]
    public void PointsThatAreNotJoinedAreDrawnAlone()
    {
        var picture = Plot.Curves([new("a", [.. Enumerable.Range(0, 60).Select(i => (double)i)])], new() { Joined = false });
        var paths = picture.Svg().Elements(ShownPicture.Namespace + "path").ToList();
        Assert.DoesNotContain(paths, path => (string?)path.Attribute("fill") == "none");
        Assert.Equal(60, paths.Count(path => path.Attribute("transform") is not null) - 1); // one more in the legend
        Assert.Equal("markers", (string?)picture.Figure()["data"]![0]!["mode"]);
    }

    [Fact]
    public void NothingToDrawIsSaidInThePicture()
    {
        Assert.Contains("no values yet", Plot.Curves([]).Svg().Texts());
        Assert.Contains("no values yet", Plot.Curves([new("a", [])]).Svg().Texts());
        Assert.Contains("no finite values", Plot.Curves([new("a", [double.NaN])]).Svg().Texts());
    }

    [Fact]
    public void XAndYOfDifferentLengthAreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Curves([new("loss", [1, 2, 3], [1])]));
        Assert.Contains("\"loss\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 x and 1 y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HistoriesShowLossAndAccuracySideBySide()
    {
        var (dnn, cnn) = (new TrainingHistory(), new TrainingHistory());
        dnn.Add(new(50, 1, TrainLoss: 1.5, TestLoss: 1.25, TestAccuracy: 60, Seconds: 1));
        dnn.Add(new(100, 1, TrainLoss: 1, TestLoss: 0.75, TestAccuracy: 80, Seconds: 2));
        cnn.Add(new(50, 1, TrainLoss: 0.5, TestLoss: 0.25, TestAccuracy: 90, Seconds: 3));

        Assert.Equal(["DNN", "CNN"], Names(Plot.LearningCurves(("DNN", dnn), ("CNN", cnn))));
        var single = Plot.LearningCurves(("DNN", dnn));
        Assert.Equal(["training", "test"], Names(single));
        Assert.Equal([1.5, 1], single.Figure()["data"]![0]!["y"]!.AsArray().Select(y => (double)y!));
        Assert.Contains("from 60 at 50 to 80 at 100", single.AlternativeText, StringComparison.Ordinal);

        static IEnumerable<string?> Names(Picture picture) => picture.Figure()["data"]!.AsArray().Select(trace => (string?)trace!["name"]);
    }

    [Property]
    public void AnyValuesGiveWellFormedPictures(double[] values, string name, string title)
    {
        var picture = Plot.Curves([new(name ?? "", values ?? [])], new() { Title = title ?? "" });
        Assert.NotEmpty(picture.Svg().Elements());
        Assert.IsType<JsonObject>(picture.Figure(), exactMatch: true);
        Assert.DoesNotContain("NaN", Curve(picture), StringComparison.Ordinal);
    }

    private static string Curve(Picture picture) =>
        (string)picture.Svg().Elements(ShownPicture.Namespace + "path").Single(path => (string?)path.Attribute("fill") == "none").Attribute("d")!;
}
