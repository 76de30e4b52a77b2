using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public class PretrainedTests
{
    [Theory]
    [InlineData("squeezenet1_1_fp32_zip.pth"), InlineData("squeezenet1_1_fp32_legacy.pth"), InlineData("squeezenet1_1_fp16.safetensors")]
    public void SqueezeNetNamesThePhotos(string file)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = Pretrained.Load("squeezenet1_1", Repository.Data("weights", file), convertTypes: file.EndsWith("safetensors"));
        Assert.False(network.training);
        (string Photo, int Class, int Within)[] photos =
            [("bird.bmp", 19, 1), ("parrot.jpg", 88, 1), ("hot_dog.jpg", 934, 1), ("zebra.jpg", 340, 1), ("cat.jpg", 285, 5), ("cat.bmp", 285, 5)];
        foreach (var (photo, label, within) in photos)
        {
            var best = network.call(Picture(Repository.Data("photos", photo)))[0].topk(within).indexes.data<long>().ToArray();
            Assert.True(best.Contains(label), $"{photo}: {string.Join(", ", best)}, not {label}");
        }
    }

    [Fact]
    public void HalfPrecisionIsNotTakenSilently()
    {
        var path = Repository.Data("weights", "squeezenet1_1_fp16.safetensors");
        var message = Assert.Throws<InvalidDataException>(() => Pretrained.Load("squeezenet1_1", path)).Message;
        Assert.Contains("convertTypes: true", message);
    }

    [Fact]
    public void WeightsOfAnotherNetworkAreRefused()
    {
        var message = Assert.Throws<InvalidDataException>(() =>
            Pretrained.Load("resnet18", Repository.Data("weights", "squeezenet1_1_fp32_zip.pth"))).Message;
        Assert.Contains("does not fit resnet18", message);
        Assert.Contains("features.0.weight: in the file, but not in the network", message);
    }

    [Fact]
    public void AbsentWeightsSayWhereToPutThem()
    {
        foreach (var sheet in NetworkSheet.All) Assert.Equal(sheet.File, Manifest.Load()["weights"][sheet.File].Name);
        var folder = Manifest.Load()["weights"].Folder();
        if (File.Exists(Path.Combine(folder, "resnet152-394f9c45.pth"))) Assert.Skip("The weights are on this machine.");
        var message = Assert.Throws<FileNotFoundException>(() => Pretrained.Load("resnet152")).Message;
        Assert.Contains(Path.Combine(folder, "resnet152-394f9c45.pth"), message);
        Assert.Contains("https://download.pytorch.org/models/resnet152-394f9c45.pth", message);
    }

    /// <summary>The usual evaluation transform: shorter side to 256, the middle 224 pixels, normalised.</summary>
    private static Tensor Picture(string path)
    {
        using var bitmap = SKBitmap.Decode(path).Copy(SKColorType.Rgba8888);
        var pixels = tensor(bitmap.Bytes).view(1, bitmap.Height, bitmap.Width, 4).permute(0, 3, 1, 2)[.., ..3].@float() / 255f;
        var scale = 256.0 / Math.Min(bitmap.Height, bitmap.Width);
        var (height, width) = ((long)Math.Round(bitmap.Height * scale), (long)Math.Round(bitmap.Width * scale));
        var resized = nn.functional.interpolate(pixels, [height, width], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        var (top, left) = ((height - 224) / 2, (width - 224) / 2);
        var crop = resized.narrow(2, top, 224).narrow(3, left, 224);
        return (crop - tensor(new[] { 0.485f, 0.456f, 0.406f }).view(1, 3, 1, 1)) / tensor(new[] { 0.229f, 0.224f, 0.225f }).view(1, 3, 1, 1);
    }
}
