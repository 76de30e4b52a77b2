using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>What is published about a network: a line of the table in lesson 5.3.</summary>
/// <param name="Name">torchvision's name.</param>
/// <param name="Year">Year of the paper.</param>
/// <param name="Idea">What it brought.</param>
/// <param name="InputSize">Height and width of its pictures in pixels.</param>
/// <param name="Top1">Published accuracy on ImageNet of the weights in <paramref name="File"/>, one centre crop. //
/// percent</param>
/// <param name="File">Name of its weight file in the manifest.</param>
/// <param name="FileSize">Size of that file as published; null where it is not. // MiB</param>
/// <param name="Make">Makes it untrained, for a number of classes.</param>
public sealed record NetworkSheet(
    string Name, int Year, string Idea, int InputSize, double Top1, string File, double? FileSize, Func<int,
    TransferNetwork> Make)
{
    /// <summary>What it brought, in the notebook's language.</summary>
    public string Idea { get => Words.Here.Term(field); init; } = Idea;

    /// <summary>The means that pictures are normalised with. // R, G, B</summary>
    public IReadOnlyList<double> Mean => Name == "xception" ? [0.5, 0.5, 0.5] : [0.485, 0.456, 0.406];

    /// <summary>The standard deviations that pictures are normalised with. // R, G, B</summary>
    public IReadOnlyList<double> Deviation => Name == "xception" ? [0.5, 0.5, 0.5] : [0.229, 0.224, 0.225];

    /// <summary>Normalised pictures in their true colours again, to be shown. // [N, 3, H, W], the result from 0 to 1</summary>
    public Tensor Restore(Tensor images)
    {
        using var scope = NewDisposeScope();
        return Numbers(Deviation).mul(images.cpu()).add(Numbers(Mean)).clamp(0, 1).MoveToOuterDisposeScope();

        static Tensor Numbers(IReadOnlyList<double> channels) =>
            tensor([.. channels], [3, 1, 1], dtype: ScalarType.Float32, device: CPU);
    }

    /// <summary>How many classes the weights in <see cref="File"/> tell apart.</summary>
    public int Classes { get; init; } = 1000;

    /// <summary>What the weights in <see cref="File"/> tell apart, in index order: ImageNet's classes or drawn things.</summary>
    public IReadOnlyList<string> ClassNames => this == Kit ? DrawnPhotos.SourceClasses : imageNet.Value;

    private static readonly Lazy<IReadOnlyList<string>> imageNet = new(() =>
    {
        using var names = new StreamReader(typeof(NetworkSheet).Assembly.GetManifestResourceStream("imagenet-classes.txt")!);
        return names.ReadToEnd().TrimEnd().ReplaceLineEndings("\n").Split('\n');
    });

    /// <summary>The weight file's set in the manifest, and its folder.</summary>
    public string Folder { get; init; } = Pretrained.Folder;

    /// <summary>
    /// The kit's own network, whose weights come with the kit; <see cref="Top1"/> is its accuracy on its own drawn source task.
    /// </summary>
    public static NetworkSheet Kit { get; } = new("kitnet", 2026, "a small residual network, trained on drawn things", 64, 92.2,
        "kitnet.safetensors", 2.153, n => new KitNet(n))
    {
        Classes = DrawnPhotos.SourceClasses.Count,
        Folder = "kitnet",
    };

    /// <summary>The networks of the lesson, by year.</summary>
    /// <remarks>Accuracies and sizes: torchvision's page of models, weights IMAGENET1K_V1; Xception: Cadene's
    /// pretrained-models.pytorch.</remarks>
    public static IReadOnlyList<NetworkSheet> All { get; } =
    [
        new("vgg16", 2014, "only 3x3 convolutions, many of them", 224, 71.592, "vgg16-397923af.pth", 527.796, n => new Vgg16(n)),
        new("vgg19", 2014, "only 3x3 convolutions, many of them", 224, 72.376, "vgg19-dcbb9e9d.pth", 548.051, n => new Vgg19(n)),
        new("vgg16_bn", 2014, "the same with batch norm", 224, 73.360, "vgg16_bn-6c64b313.pth", 527.866,
            n => new Vgg16(n, batchNorm: true)),
        new("vgg19_bn", 2014, "the same with batch norm", 224, 74.218, "vgg19_bn-c79401a0.pth", 548.143,
            n => new Vgg19(n, batchNorm: true)),
        new("resnet18", 2015, "residual blocks: learn what to add", 224, 69.758, "resnet18-f37072fd.pth", 44.661,
            n => new ResNet18(n)),
        new("resnet34", 2015, "residual blocks: learn what to add", 224, 73.314, "resnet34-b627a593.pth", 83.275,
            n => new ResNet34(n)),
        new("resnet50", 2015, "residual blocks with a bottleneck", 224, 76.130, "resnet50-0676ba61.pth", 97.781,
            n => new ResNet50(n)),
        new("resnet101", 2015, "residual blocks with a bottleneck", 224, 77.374, "resnet101-63fe2227.pth", 170.511,
            n => new ResNet101(n)),
        new("resnet152", 2015, "residual blocks with a bottleneck", 224, 78.312, "resnet152-394f9c45.pth", 230.434,
            n => new ResNet152(n)),
        new("inception_v3", 2015, "parallel kernels, factored", 299, 77.294, "inception_v3_google-0cc3c7bd.pth", 103.903,
            n => new InceptionV3(n)),
        new("squeezenet1_1", 2016, "squeeze, then expand; no linear layer", 224, 58.178, "squeezenet1_1-b8a52dc0.pth", 4.729,
            n => new SqueezeNet11(n)),
        new("xception", 2016, "depthwise separable convolutions", 299, 78.892, "xception-43020ad28.pth", null,
            n => new Xception(n)),
        new("mobilenet_v2", 2018, "inverted residuals, depthwise", 224, 71.878, "mobilenet_v2-b0353104.pth", 13.555,
            n => new MobileNetV2(n)),
    ];

    /// <summary>The network of this name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists all.</exception>
    public static NetworkSheet Of(string name) => All.Append(Kit).FirstOrDefault(sheet => sheet.Name == name)
        ?? throw new ArgumentException(
            $"Expected one of {string.Join(", ", All.Append(Kit).Select(sheet => sheet.Name))}; found \"{name}\".", nameof(name));
}
