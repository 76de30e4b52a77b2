using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Any method that says which parts of an image made a network give a class its score. All methods of this folder are called the
/// same way: model, images, target class, then the layer for those that look at one, then their own settings. Write <c>(model,
/// images, target) =&gt; GradCam.Explain(model, images, target, "features.12")</c> to hand one with a layer to a check.
/// </summary>
/// <param name="model">A network that gives one score a class. // [N, ...] to [N, classes]</param>
/// <param name="images">Images as the network expects them. // [N, C, H, W]</param>
/// <param name="target">The index of the class that is explained.</param>
/// <returns>An attribution for each pixel or each place; the method says which. // [N, C, H, W] or [N, 1, h, w]</returns>
public delegate Tensor Explainer(nn.Module<Tensor, Tensor> model, Tensor images, long target);
