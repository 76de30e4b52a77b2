using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>For the failure lab: a mark that gives the class away, so that a network learns the mark and not the thing.</summary>
public static class Watermark
{
    /// <summary>Copies the images and puts a small chequered square into their lower right corner.</summary>
    /// <param name="images">Images. // [N, C, H, W]</param>
    /// <param name="size">The square's side in pixels.</param>
    /// <param name="margin">Its distance from the border.</param>
    /// <returns>// [N, C, H, W]; the square's fields have the images' lowest and highest value</returns>
    public static Tensor Plant(Tensor images, int size = 6, int margin = 1)
    {
        var (height, width) = (images.shape[^2], images.shape[^1]);
        if (size < 1 || margin < 0 || size + margin > Math.Min(height, width))
            throw new ArgumentException(
                $"A mark of {size} pixels, {margin} from the border, does not fit into {Expect.Shape(images)}.", nameof(size));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var marked = images.detach().clone();
        var field = arange(size, device: images.device).div(2, RoundingMode.floor);
        var light = (field.unsqueeze(0) + field.unsqueeze(1)).remainder(2).eq(0); // [size, size], fields of 2x2 pixels
        var square = images.max().where(light, images.min());
        marked.narrow(-2, height - margin - size, size).narrow(-1, width - margin - size, size).copy_(square);
        return marked.MoveToOuterDisposeScope();
    }
}
