using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Explain;

/// <summary>Feature maps, exciting patches, made images, adversarial images, superpixels and the watermark.</summary>
public sealed class PicturesOfNetworksTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model = SmallNetwork.WithReLU();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void DeadChannelsAreThoseThatNeverRise()
    {
        var maps = -ones(2, 4, 3, 3);
        maps[1, 2, 0, 1] = 0.1f;
        maps[0, 3, 2, 2] = 5;
        Assert.Equal([0, 1], FeatureMaps.DeadChannels(maps));
        Assert.Equal([0, 1], FeatureMaps.DeadChannels(maps.relu()));
    }

    [Fact]
    public void FirstFiltersShareOneScale()
    {
        var filters = FeatureMaps.FirstFilters(model);
        Assert.Equal([4, 3, 3, 3], filters.shape);
        Assert.Equal((0, 1), (filters.min().item<float>(), filters.max().item<float>()));
    }

    [Fact]
    public void ExcitingPatchIsWhereTheSpotIs()
    {
        var finder = Sequential(Conv2d(1, 1, 3, bias: false), ReLU(inplace: true), AdaptiveAvgPool2d(1), Flatten(), Linear(1, 2));
        using (no_grad()) finder.parameters().First().fill_(1);
        finder.eval();
        var images = zeros(3, 1, 10, 10);
        images[1, 0, 4, 7] = 1;
        images[2, 0, 2, 2] = 3;
        var patches = ExcitingPatch.Find(finder, images, "0", 0, count: 2);
        Assert.Equal([2, 1], patches.Select(patch => patch.Image));
        Assert.Equal([3f, 1f], patches.Select(patch => patch.Activation));
        Assert.All(patches, patch => Assert.Equal((3, 3), (patch.Height, patch.Width)));
        Assert.All(patches, patch => Assert.Equal(patch.Activation, patch.Crop(images).sum().item<float>()));
    }

    [Fact]
    public void MadeImageExcitesMoreThanNoiseAndPhotos()
    {
        float Excitement(Tensor image)
        {
            using var maps = LayerActivations.Of(model, image, "3");
            return maps["3"].select(1, 2).mean().item<float>();
        }

        var made = ActivationMaximisation.Make(model, [1, 3, 12, 12], "3", 2, steps: 40);
        var noise = randn(1, 3, 12, 12) * made.std();
        Assert.True(Excitement(made) > 2 * Math.Abs(Excitement(noise)));
        Assert.True(Excitement(made) > Excitement(SmallNetwork.Images(1)));
        var again = ActivationMaximisation.Make(model, [1, 3, 12, 12], "3", 2, steps: 40);
        Assert.Equal(SmallNetwork.Values(made), SmallNetwork.Values(again));
        Assert.Equal(0, Methods.Hooks(model));
    }

    [Fact]
    public void AdversarialImageStaysNearAndLowersTheProbability()
    {
        var images = SmallNetwork.Images();
        var changed = AdversarialImage.FastGradientSign(model, images, 1, epsilon: 0.05);
        Assert.InRange((changed - images).abs().max().item<float>(), 0.04f, 0.050001f);
        var plane = SmallNetwork.OnePlane(3, 12, 12); // its loss is convex, so that it must rise
        changed = AdversarialImage.FastGradientSign(plane, images, 1, epsilon: 0.05);
        using var quiet = no_grad();
        var fall = plane.call(images).softmax(1).select(1, 1) - plane.call(changed).softmax(1).select(1, 1);
        Assert.All(SmallNetwork.Values(fall), value => Assert.True(value > 0));
    }

    [Fact]
    public void SuperpixelsFollowTheColours()
    {
        var image = zeros(3, 20, 30);
        image.narrow(2, 13, 17).fill_(1); // an edge that no grid of squares has
        var segments = Superpixels.Slic(image, count: 6, compactness: 0.1);
        var labels = segments.data<long>().ToArray();
        Assert.Equal([20, 30], segments.shape);
        Assert.Equal(Enumerable.Range(0, (int)labels.Max() + 1).Select(i => (long)i), labels.Distinct().Order());
        foreach (var members in labels.Select((label, i) => (label, i)).GroupBy(p => p.label, p => p.i % 30))
            Assert.Single(members.Select(column => column < 13).Distinct());
        Assert.InRange(Superpixels.Slic(SmallNetwork.Images(1)[0], count: 9).max().ToInt64(), 5, 11);
    }

    [Fact]
    public void WatermarkIsInTheCornerOfACopy()
    {
        var images = SmallNetwork.Images();
        var marked = Watermark.Plant(images, size: 4, margin: 1);
        Assert.Equal(SmallNetwork.Values(SmallNetwork.Images()), SmallNetwork.Values(images));
        var changed = (marked - images).ne(0).any(0).any(0); // [12, 12]
        Assert.False(changed.narrow(0, 0, 7).any().item<bool>());
        Assert.False(changed[11].any().item<bool>());
        Assert.Equal(
            [images.max().item<float>(), images.max().item<float>(), images.min().item<float>(), images.min().item<float>()],
            SmallNetwork.Values(marked[1, 2, 7].narrow(0, 7, 4)));
        Assert.Contains("does not fit", Assert.Throws<ArgumentException>(() => Watermark.Plant(images, size: 12)).Message);
    }
}
