using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Course.Vision.Tests;

public partial class SlidingFilterTests
{
    [Fact]
    public void ChaptersExampleAddsUpToOnes()
    {
        using var scope = NewDisposeScope();
        var svg = SlidingFilter.Animate(ones(5), tensor(new[] { 0.25, 0.5, 0.25 })).Svg();
        Assert.Equal(["1×0.25 + 1×0.5 + 1×0.25 = 1", "1×0.25 + 1×0.5 + 1×0.25 = 1", "1×0.25 + 1×0.5 + 1×0.25 = 1"], Kind(svg, "sum"));
        Assert.Equal(["1", "1", "1"], Outputs(svg));
    }

    /// <summary>Numbers in the picture against PyTorch's convolution: random shapes, strides, paddings, dilations.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NumbersAreThoseOfTheTensors(int dimensions)
    {
        manual_seed(dimensions);
        var random = new Random(dimensions);
        for (var trial = 0; trial < 12; trial++)
        {
            using var scope = NewDisposeScope();
            var options = new SlidingOptions { Stride = random.Next(1, 3), Padding = random.Next(0, 3 - dimensions / 2), Dilation = random.Next(1, 3) };
            var input = randn(Shape(dimensions, () => random.Next(3, 6)), dtype: ScalarType.Float64);
            var filter = randn(Shape(dimensions, () => random.Next(1, 3)), dtype: ScalarType.Float64);
            var svg = SlidingFilter.Animate(input, filter, options).Svg();

            var expected = Convolve(input, filter, options).flatten().data<double>().Select(value => Ticks.Short(value));
            Assert.Equal(expected, Outputs(svg));
            foreach (var step in Groups(svg, "step"))
            {
                var weights = Kind(step, "weight").Select(text => text[1..]);
                Assert.Equal(filter.flatten().data<double>().Select(value => Ticks.Short(value)), weights);
                var products = Kind(step, "product").Sum(Number);
                Assert.Equal(Number(Kind(step, "sum").Single().Split("= ")[1]), products, tolerance: 5e-3 * (1 + Math.Abs(products)));
            }
        }
    }

    [Fact]
    public void HighlightLiesOnTheInputCellsThatItNames()
    {
        using var scope = NewDisposeScope();
        var input = arange(30).reshape(5, 6); // all numbers differ
        var svg = SlidingFilter.Animate(input, ones(2, 2), new() { Stride = 2, Dilation = 2 }).Svg();
        var cells = svg.Elements(ShownPicture.Namespace + "text").Where(text => (string?)text.Attribute("class") == "number")
            .Take(30).ToDictionary(text => (string)text.Attribute("x")! + " " + ((double)text.Attribute("y")! - 6.5), text => text.Value);
        var last = Groups(svg, "step").Last();
        var highlighted = last.Elements().Where(text => text.Name.LocalName == "text" && text.Attribute("class") is null).ToList();
        Assert.Equal(["14", "16", "26", "28"], highlighted.Select(text => text.Value));
        Assert.All(highlighted, text => Assert.Equal(text.Value, cells[(string)text.Attribute("x")! + " " + (string)text.Attribute("y")!]));
    }

    [Fact]
    public void StepsFollowOneAnotherAndOutputsStay()
    {
        using var scope = NewDisposeScope();
        var style = SlidingFilter.Animate(ones(6), ones(3)).Svg().Element(ShownPicture.Namespace + "style")!.Value;
        var steps = StepFrames().Matches(style).Select(match => (From: Number(match.Groups[1].Value), To: Number(match.Groups[2].Value))).ToList();
        Assert.Equal([0, 16.67, 33.33, 50], steps.Select(step => step.From));
        Assert.Equal([16.67, 33.33, 50, 100], steps.Select(step => step.To)); // the last one stays while the output is held
        Assert.Contains("@media (prefers-reduced-motion:no-preference)", style, StringComparison.Ordinal);
        Assert.Contains(".step{opacity:0}#s3{opacity:1}", style, StringComparison.Ordinal); // without motion: the last step
    }

    [Fact]
    public void LongSumsAreNotWrittenOut() =>
        Assert.Equal(["Σ (27) = 27"], Kind(SlidingFilter.Animate(ones(3, 3, 3), ones(3, 3, 3)).Svg(), "sum"));

    [Fact]
    public void FilterThatDoesNotFitIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(4), ones(3), new() { Dilation = 2 }));
        Assert.Contains("covers 5 cells, but the input with its padding has only 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongShapesStepsAndSizesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(5), ones(2, 2)));
        Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(1, 1, 5, 5), ones(1, 1, 2, 2)));
        Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(0), ones(0)));
        Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(5), ones(3), new() { Stride = 0 }));
        Assert.Contains("Take a smaller piece", Assert.Throws<ArgumentException>(() => SlidingFilter.Animate(ones(50, 50), ones(3, 3))).Message, StringComparison.Ordinal);
    }

    private static Tensor Convolve(Tensor input, Tensor filter, SlidingOptions options)
    {
        var (i, f) = (input.unsqueeze(0).unsqueeze(0), filter.unsqueeze(0).unsqueeze(0));
        long[] Each(long value) => Shape((int)input.Dimensions, () => value);
        return input.Dimensions switch
        {
            1 => conv1d(i, f, stride: options.Stride, padding: options.Padding, dilation: options.Dilation),
            2 => conv2d(i, f, strides: Each(options.Stride), padding: Each(options.Padding), dilation: Each(options.Dilation)),
            _ => conv3d(i, f, strides: Each(options.Stride), padding: Each(options.Padding), dilation: Each(options.Dilation)),
        };
    }

    private static long[] Shape(int dimensions, Func<long> size) => [.. Enumerable.Range(0, dimensions).Select(_ => size())];

    private static IEnumerable<XElement> Groups(XElement svg, string kind) =>
        svg.Elements(ShownPicture.Namespace + "g").Where(group => (string?)group.Attribute("class") == kind);

    private static IReadOnlyList<string> Outputs(XElement svg) => [.. Groups(svg, "output").Select(group => group.Value)];

    private static IReadOnlyList<string> Kind(XElement svg, string kind) =>
        [.. svg.Descendants(ShownPicture.Namespace + "text").Where(text => (string?)text.Attribute("class") == kind).Select(text => text.Value)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"@keyframes s\d+\{0%\{opacity:[01]\}([\d.]+)%\{opacity:1\}([\d.]+)%,100%\{opacity:0\}\}")]
    private static partial Regex StepFrames();
}
