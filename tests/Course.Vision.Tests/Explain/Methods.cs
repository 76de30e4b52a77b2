using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>Every method under one signature, on layer 3 of <see cref="SmallNetwork"/> where it looks at a layer.</summary>
internal static class Methods
{
    private const string Layer = "3";

    public static readonly IReadOnlyDictionary<string, Explainer> All = new Dictionary<string, Explainer>
    {
        ["Saliency"] = Saliency.Explain,
        ["InputXGradient"] = InputXGradient.Explain,
        ["SmoothGrad"] = (m, x, t) => SmoothGrad.Explain(m, x, t, samples: 3),
        ["GuidedBackpropagation"] = GuidedBackpropagation.Explain,
        ["IntegratedGradients"] = (m, x, t) => IntegratedGradients.Explain(m, x, t, steps: 4),
        ["Occlusion"] = (m, x, t) => Occlusion.Explain(m, x, t, window: 6, stride: 6),
        ["GradCam"] = (m, x, t) => GradCam.Explain(m, x, t, Layer),
        ["GradCamPlusPlus"] = (m, x, t) => GradCamPlusPlus.Explain(m, x, t, Layer),
        ["ScoreCam"] = (m, x, t) => ScoreCam.Explain(m, x, t, Layer),
        ["Cam"] = (m, x, t) => Cam.Explain(m, x, t, "4"),
        ["LayerSweep"] = (m, x, t) => LayerSweep.Explain(m, x, t, Layer)[0].Map,
        ["Lime"] = (m, x, t) =>
        {
            using var one = x.narrow(0, 0, 1);
            return Lime.Explain(m, one, t, samples: 8);
        },
        ["AdversarialImage"] = (m, x, t) => AdversarialImage.FastGradientSign(m, x, t, 0.1),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>How many hooks hang on the network; TorchSharp keeps them in a protected field.</summary>
    public static int Hooks(nn.Module model) => model.modules().Append(model).Distinct().Sum(module =>
    {
        for (var type = module.GetType(); type is not null; type = type.BaseType)
            if (type.GetField("post_hooks", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic) is { } field)
                return ((System.Collections.ICollection)field.GetValue(module)!).Count;
        return 0;
    });
}
