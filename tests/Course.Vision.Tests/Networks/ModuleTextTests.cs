using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests;

public class ModuleTextTests
{
    /// <summary>The layers of record-module-texts.py, as TorchSharp writes them.</summary>
    private static readonly Dictionary<string, Func<Module>> Layers = new()
    {
        ["Conv2d(1, 32, 3, padding=1)"] = () => Conv2d(1, 32, 3, padding: 1),
        ["Conv2d(3, 64, 7, stride=2, padding=3, bias=False)"] = () => Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false),
        ["Conv2d(32, 32, 3, groups=32)"] = () => Conv2d(32, 32, 3, groups: 32),
        ["Conv2d(4, 8, (1, 7), padding=(0, 3))"] = () => Conv2d(4, 8, (1, 7), stride: (1, 1), padding: (0, 3)),
        ["Conv2d(4, 8, 3, dilation=2, padding_mode='reflect', padding=1)"] =
            () => Conv2d(4, 8, 3, dilation: 2, padding_mode: PaddingModes.Reflect, padding: 1),
        ["Conv2d(4, 8, 3, padding='same')"] = () => Conv2d(4, 8, 3, padding: Padding.Same),
        ["Conv1d(1, 2, 3)"] = () => Conv1d(1, 2, 3),
        ["Conv3d(1, 2, 3, stride=2)"] = () => Conv3d(1, 2, 3, stride: 2),
        ["ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1)"] =
            () => ConvTranspose2d(8, 4, 3, stride: 2, padding: 1, output_padding: 1),
        ["ConvTranspose2d(8, 4, 2, stride=2, bias=False)"] = () => ConvTranspose2d(8, 4, 2, stride: 2, bias: false),
        ["BatchNorm1d(8)"] = () => BatchNorm1d(8),
        ["BatchNorm2d(32)"] = () => BatchNorm2d(32),
        ["BatchNorm2d(32, eps=0.001, momentum=0.01)"] = () => BatchNorm2d(32, eps: 0.001, momentum: 0.01),
        ["BatchNorm2d(32, affine=False, track_running_stats=False)"] = () => BatchNorm2d(32, affine: false, track_running_stats: false),
        ["GroupNorm(2, 4)"] = () => GroupNorm(2, 4),
        ["LayerNorm([10])"] = () => LayerNorm([10]),
        ["Linear(512, 1000)"] = () => Linear(512, 1000),
        ["Linear(512, 1000, bias=False)"] = () => Linear(512, 1000, hasBias: false),
        ["ReLU()"] = () => ReLU(),
        ["ReLU(inplace=True)"] = () => ReLU(inplace: true),
        ["ReLU6(inplace=True)"] = () => ReLU6(inplace: true),
        ["LeakyReLU(0.01)"] = () => LeakyReLU(0.01),
        ["LeakyReLU(0.2, inplace=True)"] = () => LeakyReLU(0.2, inplace: true),
        ["ELU()"] = () => ELU(),
        ["Hardtanh()"] = () => Hardtanh(),
        ["Hardswish()"] = () => Hardswish(),
        ["GELU()"] = () => GELU(),
        ["SiLU()"] = () => SiLU(),
        ["Sigmoid()"] = () => Sigmoid(),
        ["Tanh()"] = () => Tanh(),
        ["Softmax(dim=1)"] = () => Softmax(1),
        ["LogSoftmax(dim=1)"] = () => LogSoftmax(1),
        ["MaxPool2d(2)"] = () => MaxPool2d(2),
        ["MaxPool2d(3, stride=2, padding=1)"] = () => MaxPool2d(3, stride: 2, padding: 1),
        ["MaxPool2d(3, stride=2, ceil_mode=True)"] = () => MaxPool2d(3, stride: 2, ceil_mode: true),
        ["AvgPool2d(2)"] = () => AvgPool2d(2),
        ["AvgPool2d(3, stride=1, padding=1)"] = () => AvgPool2d(3, stride: 1, padding: 1),
        ["AdaptiveAvgPool2d((1, 1))"] = () => AdaptiveAvgPool2d((1, 1)),
        ["AdaptiveAvgPool2d((7, 7))"] = () => AdaptiveAvgPool2d((7, 7)),
        ["Dropout()"] = () => Dropout(),
        ["Dropout(0.2, inplace=True)"] = () => Dropout(0.2, inplace: true),
        ["Dropout2d(0.25)"] = () => Dropout2d(0.25),
        ["Identity()"] = () => Identity(),
        ["Flatten()"] = () => Flatten(),
        ["Unflatten(1, (2, 5))"] = () => Unflatten(1, [2, 5]),
        ["Embedding(10, 3)"] = () => Embedding(10, 3),
        ["CrossEntropyLoss()"] = () => CrossEntropyLoss(),
        ["Sequential()"] = () => Sequential(),
        ["Sequential(Linear(1, 2), ReLU())"] = () => Sequential(Linear(1, 2), ReLU()),
        ["Sequential(Sequential(Conv2d(1, 2, 3), BatchNorm2d(2)), Flatten(), Linear(2, 3))"] =
            () => Sequential(Sequential(Conv2d(1, 2, 3), BatchNorm2d(2)), Flatten(), Linear(2, 3)),
        ["ModuleList([Linear(1, 2), Linear(2, 3)])"] = () => ModuleList<Module<Tensor, Tensor>>(Linear(1, 2), Linear(2, 3)),
        ["FashionDNN"] = () => LessonNetworks.Make("FashionDNN"),
        ["FashionCNN"] = () => LessonNetworks.Make("FashionCNN"),
    };

    public static TheoryData<string, string> Recorded()
    {
        var data = new TheoryData<string, string>();
        var text = File.ReadAllText(Repository.Path("tests/Course.Vision.Tests/Networks/ModuleTexts.txt"));
        foreach (var entry in text.Split("# ", StringSplitOptions.RemoveEmptyEntries))
            data.Add(entry.Split('\n')[0], entry[(entry.IndexOf('\n') + 1)..].TrimEnd());
        return data;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void IsWhatPyTorchPrints(string layer, string expected)
    {
        using var module = Layers[layer]();
        Assert.Equal(expected, ModuleText.Of(module));
    }

    [Fact]
    public void PrintingANetworkShowsItsLayers()
    {
        using var network = new KitNet(2);
        Assert.StartsWith("kitnet(\n  (conv1): Conv2d(3, 24, kernel_size=(5, 5), stride=(2, 2), padding=(2, 2), bias=False)\n", $"{network}");
    }

    [Fact]
    public void LearnersOwnModuleBearsTheNameItGaveToItsBase()
    {
        using var network = new Lesson();
        Assert.Equal("MyNetwork(\n  (fc): Linear(in_features=2, out_features=3, bias=True)\n)", ModuleText.Of(network));
    }

    private sealed class Lesson : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> fc = Linear(2, 3);

        public Lesson() : base("MyNetwork") => RegisterComponents();

        public override Tensor forward(Tensor input) => fc.call(input);
    }
}
