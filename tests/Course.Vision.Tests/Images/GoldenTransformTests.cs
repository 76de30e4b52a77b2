using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Every transform against torchvision's and OpenCV's results for the same pixels.</summary>
public class GoldenTransformTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> photoSteps = new()
    {
        ["Resize([256,256])+ToTensor (PIL bilinear, antialias)"] = Transforms.Resize(256, 256).Apply,
        ["Resize(224)+CenterCrop(224)+ToTensor"] = Transforms.Compose(Transforms.Resize(224), Transforms.CenterCrop(224)).Apply,
        ["Resize([100,100])+ToTensor"] = Transforms.Resize(100, 100).Apply,
        ["Resize([900,700])+ToTensor (upscale)"] = Transforms.Resize(900, 700).Apply,
        ["Resize([256,256]) nearest"] = Transforms.Resize(256, 256, Interpolation.Nearest).Apply,
        ["Resize([256,256]) bicubic"] = Transforms.Resize(256, 256, Interpolation.Bicubic).Apply,
        ["hflip"] = Transforms.RandomHorizontalFlip(p: 1).Apply,
        ["rotate(30)"] = image => RandomRotation.Rotate(image, 30),
        ["resized_crop(top=20,left=30,h=150,w=120 -> 224)"] = image => Transforms.Resize(224, 224).Apply(ImageSize.Crop(image, (20, 30, 150, 120))),
        ["adjust_brightness(1.5)"] = image => ColorJitter.Changed(image, pixels => ColourChange.Brightness(pixels, 1.5f)),
        ["adjust_contrast(0.5)"] = image => ColorJitter.Changed(image, pixels => ColourChange.Contrast(pixels, 0.5f)),
        ["adjust_saturation(2)"] = image => ColorJitter.Changed(image, pixels => ColourChange.Saturation(pixels, 2)),
        ["adjust_hue(0.1)"] = image => ColorJitter.Changed(image, pixels => ColourChange.Hue(pixels, 0.1)),
    };

    public static TheoryData<string, bool> PhotoCases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var name in photoSteps.Keys)
            {
                cases.Add(name, true);
                if (!name.StartsWith("adjust", StringComparison.Ordinal))
                    cases.Add(name, false);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(PhotoCases))]
    public void PhotoIsEqualToTheLastGreyLevel(string step, bool interleaved)
    {
        using var scope = NewDisposeScope();
        var golden = Repository.GoldenJson("transforms.json").GetProperty(step);
        var photo = ImageFile.Read(Repository.Data("photos", "cat.jpg"));
        var result = photoSteps[step](interleaved ? Interleaved.Pack(photo) : photo);
        Assert.Equal(golden.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()), result.shape);
        AssertPixels(golden, Transforms.ToTensor().Apply(result), 1e-6f);
        Assert.Equal(golden.GetProperty("md5_u8_chw").GetString(), Synthetic.Md5(result));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void NormalizedPhotoIsEqual(bool interleaved)
    {
        using var scope = NewDisposeScope();
        var golden = Repository.GoldenJson("transforms.json").GetProperty("Resize(256)+CenterCrop(224)+ToTensor+Normalize(imagenet)");
        var photo = ImageFile.Read(Repository.Data("photos", "cat.jpg"));
        var steps = Transforms.Compose(Transforms.Resize(256), Transforms.CenterCrop(224), Transforms.ToTensor(),
            Transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]));
        AssertPixels(golden, steps.Apply(interleaved ? Interleaved.Pack(photo) : photo), 2e-6f);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void FloatPhotoIsResizedAsPyTorchDoes(bool antialias)
    {
        using var scope = NewDisposeScope();
        var golden = Repository.GoldenJson("transforms.json").GetProperty($"tensor Resize([256,256]) antialias={antialias}");
        var photo = Transforms.ToTensor().Apply(ImageFile.Read(Repository.Data("photos", "cat.jpg")));
        AssertPixels(golden, Transforms.Resize(256, 256, antialias: antialias).Apply(photo), 1e-5f);
    }

    [Theory]
    [InlineData("Resize([16,20])", true)]
    [InlineData("Resize([16,20])", false)]
    [InlineData("Resize([80,100])", true)]
    [InlineData("Resize([80,100])", false)]
    [InlineData("Resize(24)", true)]
    [InlineData("Resize(24)", false)]
    [InlineData("CenterCrop(30)", true)]
    [InlineData("CenterCrop(60)", true)]
    [InlineData("CenterCrop(60)", false)]
    [InlineData("cv2.resize(20,16)", true)]
    [InlineData("cv2.resize(20,16)", false)]
    [InlineData("cv2.resize(100,80)", true)]
    public void FormulaImageIsEqualToTheLastGreyLevel(string step, bool interleaved)
    {
        using var scope = NewDisposeScope();
        var golden = Repository.GoldenJson("transforms.json").GetProperty("synthetic").GetProperty(step);
        var transform = step switch
        {
            "Resize([16,20])" => Transforms.Resize(16, 20),
            "Resize([80,100])" => Transforms.Resize(80, 100),
            "Resize(24)" => Transforms.Resize(24),
            "CenterCrop(30)" => Transforms.CenterCrop(30),
            "CenterCrop(60)" => Transforms.CenterCrop(60),
            "cv2.resize(20,16)" => Transforms.Resize(16, 20, antialias: false),
            _ => Transforms.Resize(80, 100, antialias: false),
        };
        Assert.Equal(golden.GetProperty("md5_hwc").GetString(), Synthetic.Md5OfPixels(transform.Apply(Synthetic.Image(interleaved: interleaved))));
    }

    [Fact]
    public void PhotoIsResizedWithoutAntialiasingAsOpenCvDoes()
    {
        using var scope = NewDisposeScope();
        var golden = Repository.GoldenJson("transforms.json").GetProperty("cv2.resize(100,100) INTER_LINEAR of cv2.imread (BGR)");
        var photo = ImageFile.Read(Repository.Data("photos", "cat.jpg"));
        var result = Transforms.Resize(100, 100, antialias: false).Apply(photo);
        Assert.Equal(golden.GetProperty("md5").GetString(), Synthetic.Md5OfPixels(result.flip(0))); // OpenCV has blue first
    }

    private static void AssertPixels(JsonElement golden, Tensor image, float tolerance)
    {
        foreach (var pixel in golden.GetProperty("pixels").EnumerateObject())
        {
            var place = pixel.Name.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            for (var c = 0; c < 3; c++)
                Assert.Equal(pixel.Value[c].GetSingle(), image[c, place[0], place[1]].item<float>(), tolerance);
        }
    }
}
