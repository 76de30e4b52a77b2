using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// The memory order in which the CPU's convolution, normalisation and pooling kernels are vectorised: all channels of one pixel
/// lie side by side. Shape, values and results stay the same; only strides change (PyTorch's memory_format=torch.channels_last,
/// which TorchSharp has no call for).
/// </summary>
internal static class ChannelsLast
{
    /// <summary>The same images, channels last in memory. What the next layers make of them is channels last too.</summary>
    /// <param name="images">Images in any memory order, // [N, C, H, W]; what has other dimensions keeps its order.</param>
    /// <returns>A new tensor; it shares the memory where nothing had to be moved.</returns>
    public static Tensor Of(Tensor images)
    {
        if (images.dim() != 4)
            return images.alias();
        using var scope = NewDisposeScope();
        var (n, c, h, w) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        // Flattening first makes the strides exact where there is one channel: a plain permute would leave its stride at H * W,
        // and the kernels then take the plain order.
        return images.permute(0, 2, 3, 1).reshape(n * h * w * c).view(n, h, w, c).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
