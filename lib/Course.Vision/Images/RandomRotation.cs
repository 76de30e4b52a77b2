using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Turned about its middle by a random angle; each pixel is the nearest old one, what comes from outside is black.
/// </summary>
internal sealed class RandomRotation : Transform
{
    private readonly double degrees;

    public RandomRotation(double degrees) => this.degrees = degrees is >= 0 and <= 360 ? degrees
        : throw new ArgumentException($"RandomRotation expected a largest angle from 0 to 360 degrees, found {degrees}.");

    public override Tensor Apply(Tensor image, Random random) => Rotate(image, (2 * random.NextDouble() - 1) * degrees);

    public override string ToString() => $"RandomRotation({degrees})";

    /// <summary>Turns by an angle, counterclockwise. // [..., C, H, W]</summary>
    internal static Tensor Rotate(Tensor image, double angle)
    {
        var (height, width) = ImageSize.Of(image, "RandomRotation");
        using var scope = NewDisposeScope();
        var places = tensor(Sources(height, width, angle), device: image.device);                 // [H * W]
        var pixels = image.reshape([.. image.shape[..^2], height * width]);                       // [..., C, H * W]
        var turned = pixels.index_select(-1, places.clamp(min: 0));
        return turned.masked_fill_(places.lt(0), 0).reshape(image.shape).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Where each pixel of the turned image comes from, -1 for outside; PIL's fixed-point steps of 2^-16 (Geometry.c).
    /// </summary>
    private static long[] Sources(int height, int width, double angle)
    {
        var turn = -angle * Math.PI / 180;
        // PIL rounds, so that 90 degrees are exact
        var (cos, sin) = (Math.Round(Math.Cos(turn), 15), Math.Round(Math.Sin(turn), 15));
        var (middleX, middleY) = (width / 2.0, height / 2.0);
        var rowX = Fixed(middleX - cos * middleX - sin * middleY + 0.5 * cos + 0.5 * sin);
        var rowY = Fixed(middleY + sin * middleX - cos * middleY - 0.5 * sin + 0.5 * cos);
        var (stepX, stepY) = (Fixed(cos), Fixed(sin));
        var places = new long[height * width];
        for (var (y, at) = (0, 0); y < height; y++, rowX += stepY, rowY += stepX)
            for (var (x, fromX, fromY) = (0, rowX, rowY); x < width; x++, at++, fromX += stepX, fromY -= stepY)
            {
                var (column, row) = (fromX >> 16, fromY >> 16);
                places[at] = column >= 0 && column < width && row >= 0 && row < height ? row * width + column : -1;
            }
        return places;
    }

    private static long Fixed(double number) => (long)Math.Floor(number * 65536 + 0.5);
}
