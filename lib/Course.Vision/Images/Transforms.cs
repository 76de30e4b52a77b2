namespace Course.Vision;

/// <summary>The steps that prepare images, under torchvision's names.</summary>
public static class Transforms
{
    /// <summary>Several steps, one after the other.</summary>
    /// <param name="steps">The steps in their order.</param>
    public static Transform Compose(params Transform[] steps) => new Compose(steps);

    /// <summary>Pixels from uint8 (0 to 255) to float32 (0 to 1).</summary>
    public static Transform ToTensor() => new ToTensor();

    /// <summary>(pixel - mean) / std, with numbers for each channel or one for all.</summary>
    /// <param name="mean">What to subtract. // [C]</param>
    /// <param name="std">What to divide by, not 0. // [C]</param>
    /// <exception cref="ArgumentException">Not as many means as deviations, none at all, or a deviation of 0.</exception>
    public static Transform Normalize(double[] mean, double[] std) => new Normalize(mean, std);

    /// <summary>Brings the shorter side to a length; the other follows in proportion.</summary>
    /// <param name="size">New length of the shorter side, in pixels.</param>
    /// <param name="interpolation">How new pixels come from old ones.</param>
    /// <param name="antialias">Whether all old pixels count where the image shrinks; false does as OpenCV's cv2.resize.</param>
    /// <exception cref="ArgumentException">A length below 1.</exception>
    public static Transform Resize(int size, Interpolation interpolation = Interpolation.Bilinear, bool antialias = true) =>
        new Resize(size, null, interpolation, antialias);

    /// <summary>Brings images to one size, whatever their proportions were.</summary>
    /// <param name="height">New height in pixels.</param>
    /// <param name="width">New width in pixels.</param>
    /// <param name="interpolation">How new pixels come from old ones.</param>
    /// <param name="antialias">Whether all old pixels count where the image shrinks; false does as OpenCV's cv2.resize.</param>
    /// <exception cref="ArgumentException">A side below 1.</exception>
    public static Transform Resize(
        int height, int width, Interpolation interpolation = Interpolation.Bilinear, bool antialias = true) =>
        new Resize(height, width, interpolation, antialias);

    /// <summary>A square of the middle; an image that is too small gets a black rim.</summary>
    /// <param name="size">Its side in pixels.</param>
    /// <exception cref="ArgumentException">A side below 1.</exception>
    public static Transform CenterCrop(int size) => new CenterCrop(size);

    /// <summary>A random part of the image, resized to a square.</summary>
    /// <param name="size">The square's side in pixels.</param>
    /// <param name="scale">The part's area, at least and at most, as a share of the image; 0.08 to 1 by default.</param>
    /// <exception cref="ArgumentException">A side below 1, or a range that is none.</exception>
    public static Transform RandomResizedCrop(int size, (double Least, double Most)? scale = null) =>
        new RandomResizedCrop(size, scale ?? (0.08, 1));

    /// <summary>Left and right exchanged, at random.</summary>
    /// <param name="p">How probably.</param>
    /// <exception cref="ArgumentException">No probability.</exception>
    public static Transform RandomHorizontalFlip(double p = 0.5) => new RandomHorizontalFlip(p);

    /// <summary>Turned about the middle by a random angle; black comes in at the corners.</summary>
    /// <param name="degrees">The largest angle, to either side.</param>
    /// <exception cref="ArgumentException">Not from 0 to 360.</exception>
    public static Transform RandomRotation(double degrees) => new RandomRotation(degrees);

    /// <summary>Other colours, at random: brightness, contrast and saturation by a factor from 1 - x to 1 + x, hue by up to x of
    /// the circle of hues, in random order. It takes uint8 colour images, so it comes before ToTensor.</summary>
    /// <param name="brightness">Largest change of the brightness.</param>
    /// <param name="contrast">Largest change of the contrast.</param>
    /// <param name="saturation">Largest change of the saturation.</param>
    /// <param name="hue">Largest turn of the hue, 0 to 0.5.</param>
    /// <exception cref="ArgumentException">A negative number, or a hue above 0.5.</exception>
    public static Transform ColorJitter(double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0) =>
        new ColorJitter(brightness, contrast, saturation, hue);
}

/// <summary>How the pixels of a resized image are made from the old ones.</summary>
public enum Interpolation
{
    /// <summary>The old pixel that lies nearest; nothing is mixed.</summary>
    Nearest,

    /// <summary>A mean weighted by a triangle.</summary>
    Bilinear,

    /// <summary>A mean weighted by a piecewise cubic curve; sharper, and it can overshoot at an edge.</summary>
    Bicubic,
}
