using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Another size. uint8 images as PIL resizes them (to the last grey level), float images as PyTorch does. Without antialiasing
/// only the pixels around each new pixel's centre count, as in OpenCV's cv2.resize.
/// </summary>
internal sealed class Resize : Transform
{
    private readonly int height;
    private readonly int? width;
    private readonly Interpolation interpolation;
    private readonly bool antialias;

    /// <param name="height">New height; without a width the length of the shorter side.</param>
    /// <param name="width">New width.</param>
    /// <param name="interpolation">How new pixels come from old ones.</param>
    /// <param name="antialias">Whether all old pixels count where the image shrinks.</param>
    public Resize(int height, int? width, Interpolation interpolation, bool antialias)
    {
        if (height < 1 || width < 1)
            throw new ArgumentException(
                $"Resize expected sides of at least 1 pixel, found {height}{(width is { } w ? $" x {w}" : "")}.");
        (this.height, this.width, this.interpolation, this.antialias) = (height, width, interpolation, antialias);
    }

    public override Tensor Apply(Tensor image, Random random)
    {
        var (oldHeight, oldWidth) = ImageSize.Of(image, "Resize");
        var (newHeight, newWidth) = NewSize(oldHeight, oldWidth);
        if ((newHeight, newWidth) == (oldHeight, oldWidth))
            return image;
        if (image.is_floating_point())
            return Interpolate(image, newHeight, newWidth);
        if (image.dtype != ScalarType.Byte)
            throw new ArgumentException($"Resize expected uint8 (Byte) or float32 pixels, found {image.dtype}.", nameof(image));
        if (!antialias && interpolation == Interpolation.Bicubic)
            return Rounded(image, newHeight, newWidth);
        return Interleaved.Is(image) ? Pixels(image, newHeight, newWidth) : Planes(image, newHeight, newWidth);
    }

    public override string ToString() => $"Resize({height}{(width is { } w ? $", {w}" : "")}" +
        $"{(interpolation == Interpolation.Bilinear ? "" : $", {interpolation}")}{(antialias ? "" : ", antialias: false")})";

    /// <summary>What a random crop does not see need not be resized.</summary>
    internal override Transform? Joined(Transform next) => (next as RandomResizedCrop)?.Of(this);

    /// <summary>A part of the resized image; of a photo nothing else is made.</summary>
    internal Tensor Part(Tensor image, (int Top, int Left, int Height, int Width) part)
    {
        if (antialias && Interleaved.Is(image))
        {
            var (newHeight, newWidth) = NewSize((int)image.shape[1], (int)image.shape[2]);
            return Resampler.Resize(image, newHeight, newWidth, Filter, part);
        }
        var whole = Apply(image);
        var crop = ImageSize.Crop(whole, part);
        if (!ReferenceEquals(whole, image))
            whole.Dispose();
        return crop;
    }

    private ResamplingFilter Filter => interpolation switch
    {
        Interpolation.Nearest => ResamplingFilter.Nearest,
        Interpolation.Bicubic => ResamplingFilter.Cubic,
        _ => ResamplingFilter.Triangle,
    };

    internal (int Height, int Width) NewSize(int oldHeight, int oldWidth) => width is { } fixedWidth ? (height, fixedWidth)
        : oldWidth <= oldHeight ? (Longer(oldHeight, oldWidth), height)
        : (height, Longer(oldWidth, oldHeight));

    /// <summary>torchvision cuts the longer side down to whole pixels.</summary>
    private int Longer(int oldLonger, int oldShorter) => (int)((long)height * oldLonger / oldShorter);

    private Tensor Pixels(Tensor image, int newHeight, int newWidth) => antialias || interpolation == Interpolation.Nearest
        ? Resampler.Resize(image, newHeight, newWidth, Filter)
        : FourNeighbours.Resize(image, newHeight, newWidth);

    /// <summary>
    /// Planes side by side, by threes: the resampler wants them interleaved. // [..., H, W] -> [..., height, width]
    /// </summary>
    private Tensor Planes(Tensor image, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        var planes = image.cpu().reshape(-1, image.shape[^2], image.shape[^1]);
        var resized = empty([planes.shape[0], newHeight, newWidth], dtype: ScalarType.Byte);
        for (long first = 0; first < planes.shape[0]; first += 3)
        {
            var count = Math.Min(3, planes.shape[0] - first);
            var made = Pixels(Interleaved.Pack(planes.narrow(0, first, count)), newHeight, newWidth);
            resized.narrow(0, first, count).copy_(made.narrow(0, 0, count));
        }
        return resized.reshape([.. image.shape[..^2], newHeight, newWidth]).to(image.device).MoveToOuterDisposeScope();
    }

    private Tensor Rounded(Tensor image, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        return Interpolate(image.to(ScalarType.Float32), newHeight, newWidth).round_().clamp_(0, 255).to(ScalarType.Byte)
            .MoveToOuterDisposeScope();
    }

    private Tensor Interpolate(Tensor image, int newHeight, int newWidth)
    {
        using var scope = NewDisposeScope();
        var (mode, smooth) = interpolation switch
        {
            Interpolation.Nearest => (InterpolationMode.Nearest, false),
            Interpolation.Bicubic => (InterpolationMode.Bicubic, true),
            _ => (InterpolationMode.Bilinear, true),
        };
        var batch = image.reshape([-1, .. image.shape[^3..]]); // [N, C, H, W]
        var resized = nn.functional.interpolate(batch, [newHeight, newWidth], mode: mode,
            align_corners: smooth ? false : null, antialias: smooth && antialias);
        return resized.reshape([.. image.shape[..^2], newHeight, newWidth]).MoveToOuterDisposeScope();
    }
}
