using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Score-CAM: Grad-CAM without gradients. Each feature map becomes a mask over the image, and what the network then scores is the
/// map's weight. One forward pass a channel: slow. Wang et al., "Score-CAM: Score-Weighted Visual Explanations", 2019.
/// </summary>
public static class ScoreCam
{
    /// <summary>
    /// The layer's feature maps, weighted by the softmax over channels of the score of the image seen through each of them.
    /// </summary>
    /// <param name="model">A network.</param>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="target">The class whose score is explained.</param>
    /// <param name="layer">A layer with places, usually the last convolution.</param>
    /// <returns>// [N, 1, h, w] of the layer's size, 0 or positive, no unit</returns>
    public static Tensor Explain(nn.Module<Tensor, Tensor> model, Tensor images, long target, string layer)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var activations = LayerActivations.Of(model, images, layer);
        var maps = Gradients.Spatial(activations[layer], layer);
        var each = Enumerable.Range(0, (int)images.shape[0])
            .Select(i => OneImage(model, images.narrow(0, i, 1), target, maps.narrow(0, i, 1)));
        return cat([.. each]).MoveToOuterDisposeScope();
    }

    private static Tensor OneImage(nn.Module<Tensor, Tensor> model, Tensor image, long target, Tensor maps)
    {
        var scores = Question.InChunks(maps.transpose(0, 1), some => // [k, 1, h, w]
            Question.Scores(model, image * Maps.ToUnitRange(Maps.ToSizeOf(some, image)), target));
        return Maps.Weighted(maps, scores.softmax(0).unsqueeze(0));
    }
}
