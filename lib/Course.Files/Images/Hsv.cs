namespace Course.Files;

/// <summary>Hue, saturation and value in bytes, with PIL's roundings (Pillow's Convert.c).</summary>
internal static class Hsv
{
    /// <summary>The hue's place on the circle (0 to 255), how far from grey, and the largest of the three colours.</summary>
    public static (byte Hue, byte Saturation, byte Value) From(byte red, byte green, byte blue)
    {
        var (most, least) = (Math.Max(red, Math.Max(green, blue)), Math.Min(red, Math.Min(green, blue)));
        if (most == least)
            return (0, 0, most);
        float range = most - least;
        var (fromRed, fromGreen, fromBlue) = ((most - red) / range, (most - green) / range, (most - blue) / range);
        var sixth = red == most ? fromBlue - fromGreen
            : green == most ? (float)(2.0 + fromRed - fromBlue)
            : (float)(4.0 + fromGreen - fromRed);
        var hue = (float)((sixth / 6.0 + 1.0) % 1.0);
        return ((byte)(int)(hue * 255.0), (byte)(int)(range / most * 255.0), most);
    }

    /// <summary>Back to red, green and blue.</summary>
    public static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0)
            return (value, value, value);
        var sixth = (int)Math.Floor(hue * 6.0 / 255.0);
        var part = (float)(hue * 6.0 / 255.0 - sixth);
        var share = (float)(saturation / 255.0);
        var low = Round(value * (1.0 - share));
        var falling = Round(value * (1.0 - share * part));
        var rising = Round(value * (1.0 - share * (1.0 - part)));
        return (sixth % 6) switch
        {
            0 => (value, rising, low),
            1 => (falling, value, low),
            2 => (low, value, rising),
            3 => (low, falling, value),
            4 => (rising, low, value),
            _ => (value, low, falling),
        };
    }

    private static byte Round(double number) => (byte)Math.Clamp(Math.Round(number, MidpointRounding.AwayFromZero), 0, 255);
}
