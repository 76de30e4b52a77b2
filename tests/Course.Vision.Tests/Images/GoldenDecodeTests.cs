using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TorchSharp;

namespace Course.Vision.Tests;

/// <summary>Decoding against PIL's pixels of the same photo, where the real data is at hand.</summary>
public class GoldenDecodeTests
{
    [Fact]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The golden values name pixels by MD5.")]
    public void PhotoHasThePixelsThatPilSees()
    {
        var golden = Repository.Golden("transforms.json");
        var photo = Repository.Data("photos", "cat.jpg");

        using var image = ImageFile.Read(photo);
        var source = JsonNode.Parse(File.ReadAllText(golden))!["source"]!;
        using var interleaved = image.permute(1, 2, 0).contiguous();
        Assert.Equal([3, 1080, 1920], image.shape);
        foreach (var (place, colour) in source["pixels"]!.AsObject())
        {
            var at = place.Split(',').Select(int.Parse).ToArray();
            Assert.Equal(colour!.AsArray().Select(value => (byte)value!), Enumerable.Range(0, 3).Select(c => image[c, at[0], at[1]].ToByte()));
        }
        Assert.Equal((string?)source["md5_rgb"], Convert.ToHexStringLower(MD5.HashData(interleaved.bytes)));
    }
}
