using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class ImageTransformTests
{
    private static readonly Interpolation[] interpolations = Enum.GetValues<Interpolation>();

    [Property(MaxTest = 60)]
    public bool ResizeGivesTheSizeAskedForInAnyMemoryOrder(PositiveInt height, PositiveInt width, PositiveInt newHeight, PositiveInt newWidth, byte which, bool antialias)
    {
        using var scope = NewDisposeScope();
        var interpolation = interpolations[which % 3];
        var resize = Transforms.Resize(newHeight.Get, newWidth.Get, interpolation, antialias);
        var planes = Synthetic.Image(height.Get, width.Get);
        var one = resize.Apply(planes);
        var batch = resize.Apply(stack([planes, planes.flip(0)]));                                    // [2, 3, H, W]
        var grey = resize.Apply(planes[1].unsqueeze(0));                                              // [1, H, W]
        var crop = Interleaved.Pack(nn.functional.pad(planes, [3, 2, 1, 4]))[.., 1..(1 + height.Get), 3..(3 + width.Get)];
        return one.shape.SequenceEqual([3L, newHeight.Get, newWidth.Get]) && one.dtype == ScalarType.Byte
            && one.Equals(resize.Apply(Interleaved.Pack(planes))) && one.Equals(resize.Apply(crop))
            && one.Equals(batch[0]) && one.flip(0).Equals(batch[1]) && one[1].Equals(grey[0]);
    }

    [Property(MaxTest = 60)]
    public bool ShorterSideBecomesTheSizeAskedFor(PositiveInt height, PositiveInt width, PositiveInt size)
    {
        using var scope = NewDisposeScope();
        var resized = Transforms.Resize(size.Get).Apply(zeros(1, height.Get, width.Get, dtype: ScalarType.Byte));
        var (newHeight, newWidth) = (resized.shape[1], resized.shape[2]);
        return Math.Min(newHeight, newWidth) == size.Get && (height.Get <= width.Get
            ? newWidth == (long)size.Get * width.Get / height.Get
            : newHeight == (long)size.Get * height.Get / width.Get);
    }

    [Property(MaxTest = 60)]
    public bool RandomRectangleLiesInTheImageAndKeepsScaleAndRatio(PositiveInt height, PositiveInt width, int seed)
    {
        var (rows, columns) = (height.Get + 20, width.Get + 20);
        var crop = new RandomResizedCrop(8, (0.3, 0.6));
        var (top, left, h, w) = crop.Rectangle(rows, columns, new Random(seed));
        var (share, ratio) = ((double)h * w / rows / columns, (double)w / h);
        return top >= 0 && left >= 0 && top + h <= rows && left + w <= columns && ratio is > 0.6 and < 1.6 && (share is > 0.25 and < 0.67 || IsMiddle());

        bool IsMiddle() => top == (rows - h) / 2 && left == (columns - w) / 2;
    }

    /// <summary>Of the resized image only what the random crop will see is made.</summary>
    [Property(MaxTest = 60)]
    public bool CropOfAResizedImageIsTheSameInOneStepAndInTwo(PositiveInt height, PositiveInt width, PositiveInt newHeight, PositiveInt newWidth, byte which, int seed)
    {
        using var scope = NewDisposeScope();
        var interpolation = interpolations[which % 3];
        var resize = which % 2 == 0 ? Transforms.Resize(newHeight.Get, newWidth.Get, interpolation) : Transforms.Resize(newHeight.Get + 3, interpolation: interpolation);
        var crop = Transforms.RandomResizedCrop(9, (0.1, 1));
        var image = Interleaved.Pack(Synthetic.Image(height.Get, width.Get));
        var random = new Random(seed);
        var two = crop.Apply(resize.Apply(image, random), random);
        return two.Equals(Transforms.Compose(resize, crop).Apply(image, new Random(seed)));
    }

    [Fact]
    public void RandomRectangleIsSpreadEvenly()
    {
        var crop = new RandomResizedCrop(8, (0.08, 1));
        var random = new Random(7);
        var found = Enumerable.Range(0, 4000).Select(_ => crop.Rectangle(300, 400, random)).ToList();
        // torchvision 0.14 on an image of this size, 50,000 draws: 0.4341 and 0.0314 (wide shapes fit a wide image more often)
        Assert.Equal(0.4341, found.Average(one => one.Height * one.Width / 120_000.0), 0.02);
        Assert.Equal(0.0314, found.Average(one => Math.Log((double)one.Width / one.Height)), 0.02);
    }

    [Theory]
    [InlineData(10, 1000, 10, 13)]
    [InlineData(1000, 10, 13, 10)]
    public void ImageTooLongForAnyTryGivesItsMiddle(int height, int width, int cropHeight, int cropWidth)
    {
        var crop = new RandomResizedCrop(8, (0.9, 1));
        Assert.Equal(((height - cropHeight) / 2, (width - cropWidth) / 2, cropHeight, cropWidth), crop.Rectangle(height, width, new Random(1)));
    }

    [Fact]
    public void SeedDecidesAllChance()
    {
        using var scope = NewDisposeScope();
        var steps = Transforms.Compose(Transforms.ColorJitter(0.5, 0.5, 0.5, 0.2), Transforms.RandomRotation(60), Transforms.RandomResizedCrop(16),
            Transforms.RandomHorizontalFlip(), Transforms.ToTensor());
        var image = Synthetic.Image();
        var first = steps.Apply(image, new Random(5));
        Assert.Equal(first, steps.Apply(Interleaved.Pack(image), new Random(5)));
        Assert.NotEqual(first, steps.Apply(image, new Random(6)));
        Assert.Equal(Synthetic.Md5(Synthetic.Image()), Synthetic.Md5(image)); // itself unchanged
    }

    [Fact]
    public void StepsWithNothingToDoGiveTheImageItself()
    {
        using var image = Synthetic.Image(20, 30);
        foreach (var step in new[] { Transforms.Resize(20), Transforms.Resize(20, 30), Transforms.RandomHorizontalFlip(0) })
            Assert.Same(image, step.Apply(image));
        using var same = Transforms.ColorJitter().Apply(image);
        Assert.Equal(Synthetic.Md5(image), Synthetic.Md5(same));
    }

    [Fact]
    public void FlipHappensAsOftenAsItsProbabilitySays()
    {
        using var scope = NewDisposeScope();
        var image = Synthetic.Image(4, 4);
        var random = new Random(3);
        var flips = Enumerable.Range(0, 1000).Count(_ => !ReferenceEquals(image, Transforms.RandomHorizontalFlip(0.3).Apply(image, random)));
        Assert.InRange(flips, 250, 350);
    }

    [Fact]
    public void FloatImagesAndBatchesKeepTheirType()
    {
        using var scope = NewDisposeScope();
        var images = Transforms.ToTensor().Apply(stack([Synthetic.Image(), Synthetic.Image()]));      // [2, 3, 37, 53]
        var steps = Transforms.Compose(Transforms.Resize(20), Transforms.CenterCrop(30), Transforms.RandomRotation(30), Transforms.RandomHorizontalFlip(1));
        Assert.Equal([2, 3, 30, 30], steps.Apply(images).shape);
        Assert.Equal(ScalarType.Float32, steps.Apply(images).dtype);
    }

    [Fact]
    public void CubicWithoutAntialiasingOvershootsWhereLinearDoesNot()
    {
        using var scope = NewDisposeScope();
        var edge = full([1, 8, 8], 50, dtype: ScalarType.Byte);
        edge[.., .., 4..] = 200;
        int Most(Interpolation interpolation) => Transforms.Resize(32, 32, interpolation, antialias: false).Apply(edge).max().ToInt32();
        Assert.Equal((200, 200), (Most(Interpolation.Nearest), Most(Interpolation.Bilinear)));
        Assert.InRange(Most(Interpolation.Bicubic), 205, 230);
    }

    [Fact]
    public void StepsLeaveNoTensorBehind()
    {
        var steps = Transforms.Compose(Transforms.Resize(30), Transforms.CenterCrop(28), Transforms.RandomRotation(9), Transforms.ColorJitter(0.2),
            Transforms.RandomResizedCrop(20), Transforms.RandomHorizontalFlip(1), Transforms.ToTensor());
        foreach (var interleaved in new[] { false, true })
        {
            using var image = Synthetic.Image();
            using var source = interleaved ? Interleaved.Pack(image) : image.alias();
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            steps.Apply(source).Dispose();
            Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        }
    }

    [Fact]
    public void WrongUseIsNamed()
    {
        Expect("at least 1 pixel, found 0", () => Transforms.Resize(0));
        Expect("at least 1 pixel, found 4 x -1", () => Transforms.Resize(4, -1));
        Expect("at least 1 pixel, found 0", () => Transforms.CenterCrop(0));
        Expect("share", () => Transforms.RandomResizedCrop(8, scale: (0.5, 0.1)));
        Expect("found 1.5", () => Transforms.RandomHorizontalFlip(1.5));
        Expect("found -1", () => Transforms.RandomRotation(-1));
        Expect("hue from 0 to 0.5", () => Transforms.ColorJitter(hue: 0.6));
        Expect("[..., C, H, W], found [4, 4]", () => Transforms.Resize(2).Apply(zeros(4, 4)));
        Expect("found Int64", () => Transforms.Resize(2).Apply(zeros(3, 4, 4, dtype: ScalarType.Int64)));
        Expect("Put it before ToTensor", () => Transforms.ColorJitter(0.1).Apply(zeros(3, 4, 4)));
    }

    [Fact]
    public void StepsPrintThemselves() => Assert.Equal(
        "Compose(Resize(256), Resize(256, 200, Bicubic, antialias: false), CenterCrop(224), RandomResizedCrop(224, scale=(0.08, 1), " +
        "ratio=(0.75, 1.3333)), RandomHorizontalFlip(p=0.5), RandomRotation(30), ColorJitter(0.1, 0, 0, 0))",
        Transforms.Compose(Transforms.Resize(256), Transforms.Resize(256, 200, Interpolation.Bicubic, antialias: false), Transforms.CenterCrop(224),
            Transforms.RandomResizedCrop(224), Transforms.RandomHorizontalFlip(), Transforms.RandomRotation(30), Transforms.ColorJitter(0.1)).ToString());

    private static void Expect(string what, Func<object> wrong) => Assert.Contains(what, Assert.Throws<ArgumentException>(() => { wrong(); }).Message);
}
