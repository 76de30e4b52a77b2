using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Networks;

/// <summary>The loops of lesson 5.1 against libtorch, over random shapes and settings.</summary>
public class PlainConvolutionTests
{
    [Property(MaxTest = 150)]
    public void LoopsAgreeWithLibtorch(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        int axes = random.Next(1, 4), groups = random.Next(1, 4), stride = random.Next(1, 4), padding = random.Next(0, 3), dilation = random.Next(1, 3);
        var kernel = Enumerable.Range(0, axes).Select(_ => (long)random.Next(1, 4)).ToArray();
        var size = kernel.Select(k => dilation * (k - 1) + 1 + random.Next(0, 6)).ToArray();
        var input = rand([groups * random.Next(1, 3), .. size]) - 0.5;
        var weight = rand([groups * random.Next(1, 3), input.shape[0] / groups, .. kernel]) - 0.5;

        var expected = Libtorch(input.unsqueeze(0), weight, stride, padding, dilation, groups).squeeze(0);
        var found = PlainConvolution.Apply(input, weight, stride, padding, dilation, groups);
        Assert.Equal(expected.shape, found.shape);
        Assert.True(expected.allclose(found, rtol: 1e-5, atol: 1e-5), $"seed {seed}: largest difference {(expected - found).abs().max().item<float>()}");
    }

    [Fact]
    public void ChapterExampleGivesThreeOnes()
    {
        var output = PlainConvolution.Apply(ones(1, 5), tensor(new[] { 0.25f, 0.5f, 0.25f }).view(1, 1, 3));
        Assert.Equal([1f, 1f, 1f], output.data<float>().ToArray());
    }

    [Fact]
    public void ShapesThatDoNotFitAreNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => PlainConvolution.Apply(ones(2, 5), ones(1, 3, 3)));
        Assert.Contains("[2, 5]", error.Message);
        Assert.Contains("[1, 3, 3]", error.Message);
    }

    [Fact]
    public void FilterDeeperThanTheInputIsRefused() =>
        Assert.Contains("smaller filter", Assert.Throws<ArgumentException>(() => PlainConvolution.Apply(ones(1, 2, 4, 4), ones([1, 1, 3, 1, 1]))).Message);

    private static Tensor Libtorch(Tensor input, Tensor weight, long stride, long padding, long dilation, long groups)
    {
        long[] Of(long value) => Enumerable.Repeat(value, (int)input.dim() - 2).ToArray();
        return input.dim() switch
        {
            3 => functional.conv1d(input, weight, null, stride, padding, dilation, groups),
            4 => functional.conv2d(input, weight, null, Of(stride), Of(padding), Of(dilation), groups),
            _ => functional.conv3d(input, weight, null, Of(stride), Of(padding), Of(dilation), groups),
        };
    }
}
