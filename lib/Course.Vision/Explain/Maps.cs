using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>Steps that maps of attributions share. They work for one, two and three spatial dimensions.</summary>
public static class Maps
{
    /// <summary>Stretches maps to the size of the images, linearly, to lay them over each other.</summary>
    /// <param name="maps">Maps of a layer. // [N, C, h, w]</param>
    /// <param name="images">Images whose size is wanted. // [N, C, H, W]</param>
    /// <returns>// [N, C, H, W] with the maps' number of channels</returns>
    public static Tensor ToSizeOf(Tensor maps, Tensor images)
    {
        var mode = maps.dim() switch
        {
            3 => InterpolationMode.Linear,
            4 => InterpolationMode.Bilinear,
            5 => InterpolationMode.Trilinear,
            _ => throw new ArgumentException($"Expected maps [N, C, h, w], found {Expect.Shape(maps)}.", nameof(maps)),
        };
        if (images.dim() != maps.dim())
            throw new ArgumentException(
                $"Expected images of {maps.dim()} dimensions like the maps, found {Expect.Shape(images)}.", nameof(images));
        return functional.interpolate(maps, size: images.shape[2..], mode: mode, align_corners: false);
    }

    /// <summary>Stretches the values of each map to 0..1; a constant map becomes 0.</summary>
    /// <param name="maps">// [N, C, h, w]</param>
    /// <returns>// [N, C, h, w] in 0..1</returns>
    public static Tensor ToUnitRange(Tensor maps)
    {
        using var scope = NewDisposeScope();
        var places = Places(maps);
        var low = maps.amin(places, keepdim: true);
        var span = maps.amax(places, keepdim: true) - low;
        return ((maps - low) / span.where(span > 0, ones_like(span))).MoveToOuterDisposeScope();
    }

    /// <summary>The strongest channel of each pixel, signs dropped: a colour image's attribution as one map.</summary>
    /// <param name="attributions">// [N, C, H, W]</param>
    /// <returns>// [N, 1, H, W], 0 or positive</returns>
    public static Tensor OverChannels(Tensor attributions)
    {
        using var absolute = attributions.abs();
        return absolute.amax([1], keepdim: true);
    }

    /// <summary>The spatial dimensions: all behind the first two.</summary>
    internal static long[] Places(Tensor maps) => [.. Enumerable.Range(2, (int)maps.dim() - 2).Select(i => (long)i)];

    /// <summary>
    /// Maps weighted by channel and added, what is negative set to 0. // [N, K, h, w] and [N, K] to [N, 1, h, w]
    /// </summary>
    internal static Tensor Weighted(Tensor maps, Tensor weights)
    {
        using var scope = NewDisposeScope();
        long[] shape = [.. weights.shape, .. Enumerable.Repeat(1L, (int)maps.dim() - 2)];
        return (maps * weights.reshape(shape)).sum(1, keepdim: true).relu().MoveToOuterDisposeScope();
    }
}
