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

    [Theory, InlineData("resnet18"), InlineData("xception")]
    public void RestoreUndoesNormalize(string name)
    {
        using var scope = NewDisposeScope();
        var sheet = NetworkSheet.Of(name);
        var pictures = rand(2, 3, 4, 5);
        var seen = sheet.Restore(Transforms.Normalize([.. sheet.Mean], [.. sheet.Deviation]).Apply(pictures));
        Assert.True(seen.allclose(pictures, atol: 1e-6));
        Assert.Equal(0, sheet.Restore(full([1, 3, 1, 1], -100f)).max().item<float>());
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
    public void ClassesHaveNames()
    {
        var names = NetworkSheet.Of("squeezenet1_1").ClassNames;
        Assert.Equal((1000, 1000), (names.Count, names.Distinct().Count()));
        Assert.Equal(("tench", "tabby", "toilet tissue"), (names[0], names[281], names[^1]));
        Assert.Equal(DrawnPhotos.SourceClasses, NetworkSheet.Kit.ClassNames);
    }

    [Fact]
    public void AbsentWeightsSayWhereToPutThem()
    {
        foreach (var sheet in NetworkSheet.All) Assert.Equal(sheet.File, DataFolder.Manifest["weights"][sheet.File].Name);
        var folder = DataFolder.Of(DataFolder.Manifest["weights"]);
        if (File.Exists(Path.Combine(folder, "resnet152-394f9c45.pth"))) Assert.Skip("The weights are on this machine.");
        var message = Assert.Throws<FileNotFoundException>(() => Pretrained.Load("resnet152")).Message;
        Assert.Contains(Path.Combine(folder, "resnet152-394f9c45.pth"), message);
        Assert.Contains("https://download.pytorch.org/models/resnet152-394f9c45.pth", message);
    }

    /// <summary>The usual evaluation transform.</summary>
    private static readonly Transform evaluation = Transforms.Compose(Transforms.Resize(256), Transforms.CenterCrop(224), Transforms.ToTensor(),
        Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]));

    private static Tensor Picture(string path) => evaluation.Apply(ImageFile.Read(path)).unsqueeze(0);
}
