using System.Reflection;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>
/// Nothing stays behind on the CPU. Torch's meta device, which has shapes and no numbers, stands for a GPU: a network's tensors all move
/// there. It has next to no operations, so the tensors made on the way are looked for in the sources: each has to say on which device.
/// </summary>
public sealed class DeviceTests
{
    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> networks = new()
    {
        ["FashionDNN"] = () => LessonNetworks.Make("FashionDNN"),
        ["FashionCNN"] = () => LessonNetworks.Make("FashionCNN"),
        ["ResNet18"] = () => new ResNet18(),
        ["SqueezeNet11"] = () => new SqueezeNet11(),
        ["MobileNetV2"] = () => new MobileNetV2(),
        ["Xception"] = () => new Xception(),
        ["InceptionV3"] = () => new InceptionV3(),
        ["KitNet"] = () => new KitNet(10),
    };

    /// <summary>Calls that make a tensor on the CPU on purpose: a label map or counts made by loops, moved by their caller; a file's content.</summary>
    private static readonly string[] onPurpose =
        ["Superpixels.cs: tensor(WithoutGaps", "Lime.cs: rand(samples", "ActivationMaximisation.cs: zeros(1)", "ToTensor.cs: empty(3",
        "Pixels.cs: full(1, height", "Resize.cs: empty([planes"];

    public static TheoryData<string> Networks => [.. networks.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryTensorOfANetworkMovesWithIt(string name)
    {
        using var network = networks[name]();
        network.to(new Device(DeviceType.META));
        Assert.All(network.state_dict(), entry => Assert.Equal(DeviceType.META, entry.Value.device_type));
        foreach (var module in network.modules().Append(network))
            foreach (var field in module.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
                if (field.GetValue(module) is Tensor { IsInvalid: false } tensor)
                    Assert.True(tensor.device_type == DeviceType.META, $"{module.GetName()}.{field.Name} stayed behind: register it as a buffer");
    }

    [Fact]
    public void EveryPlaceThatMakesATensorNamesItsDevice()
    {
        var folders = new[] { "Images", "Explain", "Networks", "Training", "Data" }.Select(folder => Repository.Path($"lib/Course.Vision/{folder}"));
        var made = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs"))
            .SelectMany(file => File.ReadLines(file).Select(line => (Name: Path.GetFileName(file), Line: line.Trim())))
            .Where(place => !place.Line.StartsWith("//", StringComparison.Ordinal) &&
                Regex.IsMatch(place.Line, @"(?<![\w.])(torch\.)?(zeros|ones|tensor|arange|rand|randn|full|linspace|eye|empty|randint|randperm)\("))
            .ToList();
        Assert.True(made.Count > 10);
        var left = made.Where(place => !Regex.IsMatch(place.Line, @"device|\.to\(") &&
            !onPurpose.Any(known => place.Name == known.Split(": ")[0] && place.Line.Contains(known.Split(": ")[1], StringComparison.Ordinal)));
        Assert.Empty(left);
    }
}
