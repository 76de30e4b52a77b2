namespace Course.Files;

/// <summary>Changes of interleaved colour pixels, with PIL's arithmetic (Pillow's Blend.c and ImageEnhance.py).</summary>
public static class ColourChange
{
    /// <summary>Between black (0) and the image (1), or beyond.</summary>
    public static void Brightness(Span<uint> pixels, float factor) => Blend(pixels, 0, factor);

    /// <summary>Between the image's mean grey (0) and the image (1), or beyond.</summary>
    public static void Contrast(Span<uint> pixels, float factor)
    {
        long sum = 0;
        foreach (var pixel in pixels)
            sum += Grey(pixel);
        Blend(pixels, (int)((double)sum / pixels.Length + 0.5), factor);
    }

    /// <summary>Between the image in grey (0) and the image (1), or beyond.</summary>
    public static void Saturation(Span<uint> pixels, float factor)
    {
        foreach (ref var pixel in pixels)
        {
            var (grey, (red, green, blue)) = (Grey(pixel), Colours(pixel));
            pixel = Pixel(Mixed(grey, red, factor), Mixed(grey, green, factor), Mixed(grey, blue, factor));
        }
    }

    /// <summary>Turns the circle of hues.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="turn">Share of the whole circle.</param>
    public static void Hue(Span<uint> pixels, double turn)
    {
        var steps = (byte)(int)(turn * 255);
        foreach (ref var pixel in pixels)
        {
            var (red, green, blue) = Colours(pixel);
            var (hue, saturation, value) = Hsv.From(red, green, blue);
            (red, green, blue) = Hsv.ToRgb((byte)(hue + steps), saturation, value);
            pixel = Pixel(red, green, blue);
        }
    }

    /// <summary>PIL's grey: ITU-R 601-2 luma, rounded.</summary>
    private static int Grey(uint pixel)
    {
        var (red, green, blue) = Colours(pixel);
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    private static void Blend(Span<uint> pixels, int other, float factor)
    {
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
            table[i] = Mixed(other, i, factor);
        foreach (ref var pixel in pixels)
        {
            var (red, green, blue) = Colours(pixel);
            pixel = Pixel(table[red], table[green], table[blue]);
        }
    }

    private static byte Mixed(int from, int to, float factor) => (byte)Math.Clamp(from + factor * (to - from), 0, 255);

    private static (byte Red, byte Green, byte Blue) Colours(uint pixel) =>
        ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));

    private static uint Pixel(byte red, byte green, byte blue) => red | (uint)green << 8 | (uint)blue << 16;
}
