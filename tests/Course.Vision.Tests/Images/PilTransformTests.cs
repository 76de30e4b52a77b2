using System.Globalization;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>More sizes, angles and strengths than the golden values have; MD5s of the pixels that Pillow 9.4 and torchvision 0.14 make.</summary>
public class PilTransformTests
{
    [Theory]
    [InlineData("resize 1 1 Bilinear", "537f40ee3916cfc83bdb7a56e8a2dd45")]
    [InlineData("resize 37 7 Bilinear", "3c7ab15f3609735a21cbf84de33a4632")]
    [InlineData("resize 111 53 Bilinear", "fb0bd7e79a34f2901fce41c434a40cac")]
    [InlineData("resize 20 101 Bilinear", "eaff9c0456421adca4147c93c1bf2177")]
    [InlineData("resize 19 23 Bicubic", "318bcdea818f546fecaac19ec8472b6c")]
    [InlineData("resize 90 61 Bicubic", "014b9ba69fd96bfde864fcba17657449")]
    [InlineData("resize 19 23 Nearest", "10b2142bc4e2609be648730efabc6421")]
    [InlineData("resize 90 61 Nearest", "e9cb4b69f9fa5392178e239a5b6c3952")]
    [InlineData("rotate -17.3", "31a1765a8b664430d96c8aec2b4e14da")]
    [InlineData("rotate 45", "4450084b3f5b5274c00024828974f720")]
    [InlineData("rotate 90", "c2acc43bc3142c767ef045ef1235239c")]
    [InlineData("rotate 180", "1cdf8b9433ae46cd734db620221d96d2")]
    [InlineData("rotate 123.456", "370d338f0e5fdb1fad3f66a38d76d9c0")]
    [InlineData("brightness 0", "dab366775a78ba4666beb24249d74afd")]
    [InlineData("contrast 0", "523ad8222f8244a0a93b6ab60eb3db68")]
    [InlineData("saturation 0", "408f03603b0aedbec7d62145d44e8cbb")]
    [InlineData("brightness 0.3", "1227fed9c15a85a1c1a77d8b1587b753")]
    [InlineData("contrast 0.3", "69f7e118e88101733396c599a33dcb9d")]
    [InlineData("saturation 0.3", "23a307952217a48b1f22e82374765c08")]
    [InlineData("brightness 1.7", "6811f9f674fa72149fd148576271b514")]
    [InlineData("contrast 1.7", "ea647ea2b183949d0564df5ce035d900")]
    [InlineData("saturation 1.7", "06dd4513651e23c7a0e80887271efe78")]
    [InlineData("hue -0.5", "bdc1752568d33e38d37f59a9fc277b96")]
    [InlineData("hue -0.3", "667dd0fc1b8d489df9701696992296f4")]
    [InlineData("hue 0.05", "d8f89d4364904b707aa86e5a174e4611")]
    [InlineData("hue 0.5", "0dd675ca1a3257cbabc59f0c5b5f5249")]
    public void FormulaImageIsEqualToTheLastGreyLevel(string step, string md5)
    {
        using var scope = NewDisposeScope();
        foreach (var interleaved in new[] { false, true })
            Assert.Equal(md5, Synthetic.Md5OfPixels(Step(step.Split(' '))(Synthetic.Image(interleaved: interleaved))));
    }

    private static Func<Tensor, Tensor> Step(string[] words)
    {
        var number = double.Parse(words[1], CultureInfo.InvariantCulture);
        return words[0] switch
        {
            "resize" => Transforms.Resize((int)number, int.Parse(words[2], CultureInfo.InvariantCulture), Enum.Parse<Interpolation>(words[3])).Apply,
            "rotate" => image => RandomRotation.Rotate(image, number),
            "brightness" => image => ColorJitter.Changed(image, pixels => ColourChange.Brightness(pixels, (float)number)),
            "contrast" => image => ColorJitter.Changed(image, pixels => ColourChange.Contrast(pixels, (float)number)),
            "saturation" => image => ColorJitter.Changed(image, pixels => ColourChange.Saturation(pixels, (float)number)),
            _ => image => ColorJitter.Changed(image, pixels => ColourChange.Hue(pixels, number)),
        };
    }
}
