using Course.Vision;
using static TorchSharp.torch;

namespace Course.Backbone;

/// <summary>The drawn source task, all of it in one tensor of bytes.</summary>
internal static class SourceTask
{
    /// <summary>Height and width that the pictures are kept in; training takes 64 x 64 of it.</summary>
    public const int Size = 72;

    private const int part = 720; // pictures drawn at a time, at twice the size

    private static readonly Transform normalise =
        Transforms.Normalize([.. NetworkSheet.Kit.Mean], [.. NetworkSheet.Kit.Deviation]);

    /// <returns>uint8 and int64. // [N, 3, 72, 72], [N]</returns>
    public static (Tensor Images, Tensor Labels) Draw(int count, int seed)
    {
        var images = zeros([count, 3, Size, Size], ScalarType.Byte);
        var labels = zeros([count], ScalarType.Int64);
        for (var start = 0; start < count; start += part)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(part, count - start);
            var (large, kinds) = DrawnPhotos.DrawSource(size, 2 * Size, seed * 100_000 + start);
            images.narrow(0, start, size).copy_(nn.functional.avg_pool2d(large.to(ScalarType.Float32), 2).round_());
            labels.narrow(0, start, size).copy_(kinds);
        }
        return (images, labels);
    }

    /// <summary>Bytes to numbers as ImageNet's networks want them. // [N, 3, H, W]</summary>
    public static Tensor Normalised(Tensor bytes) => normalise.Apply(bytes.to(ScalarType.Float32).div_(255));
}
