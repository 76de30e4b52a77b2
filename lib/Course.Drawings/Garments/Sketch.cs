using SkiaSharp;

namespace Course.Drawings;

/// <summary>
/// A 28 x 28 sheet on which garments are drawn in grey on black. Positions are pixels; a garment's middle is x = 14.
/// </summary>
internal sealed class Sketch : IDisposable
{
    public const int Size = 28;
    public const float Middle = Size / 2f;

    // Four channels although all is grey: Skia's path for this format is plain integer arithmetic, the same everywhere.
    private readonly SKBitmap bitmap = new(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque));
    private readonly SKCanvas canvas;
    private readonly SKPaint paint = new() { IsAntialias = true };

    public Sketch() => canvas = new SKCanvas(bitmap);

    /// <summary>An empty sheet that turns, leans and stretches what is drawn on it.</summary>
    public void Begin(SKMatrix pose)
    {
        canvas.ResetMatrix();
        canvas.Clear(SKColors.Black);
        canvas.SetMatrix(pose);
    }

    /// <summary>Fills the shape inside the points; each corner is cut to a curve.</summary>
    public void Fill(float tone, float rounding, params ReadOnlySpan<(float X, float Y)> points)
    {
        using var outline = Outline(points, rounding);
        canvas.DrawPath(outline, Brush(tone));
    }

    /// <summary>Fills a shape given by its right half and its mirror image.</summary>
    public void FillBoth(float tone, float rounding, params ReadOnlySpan<(float X, float Y)> half) =>
        Fill(tone, rounding, [.. half, .. Mirrored(half).Reverse()]);

    /// <summary>Fills a shape on the right and its mirror image on the left.</summary>
    public void FillPair(float tone, float rounding, params ReadOnlySpan<(float X, float Y)> points)
    {
        Fill(tone, rounding, points);
        Fill(tone, rounding, [.. Mirrored(points)]);
    }

    /// <summary>Fills an ellipse.</summary>
    public void Oval(float tone, float x, float y, float radiusX, float radiusY) =>
        canvas.DrawOval(x, y, radiusX, radiusY, Brush(tone));

    /// <summary>Draws a line through the points.</summary>
    public void Line(float tone, float width, params ReadOnlySpan<(float X, float Y)> points)
    {
        for (var i = 1; i < points.Length; i++)
            canvas.DrawLine(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, Pen(tone, width));
    }

    /// <summary>Draws an arc of an ellipse; degrees, clockwise from the right.</summary>
    public void Arc(float tone, float width, (float X, float Y) centre, (float X, float Y) radius, float from, float sweep) =>
        canvas.DrawArc(new SKRect(centre.X - radius.X, centre.Y - radius.Y, centre.X + radius.X, centre.Y + radius.Y),
            from, sweep, false, Pen(tone, width));

    /// <summary>The grey value of a pixel.</summary>
    public byte this[int x, int y] => bitmap.GetPixelSpan()[4 * (y * Size + x)];

    public void Dispose()
    {
        paint.Dispose();
        canvas.Dispose();
        bitmap.Dispose();
    }

    private static IEnumerable<(float X, float Y)> Mirrored(ReadOnlySpan<(float X, float Y)> points) =>
        points.ToArray().Select(point => (Size - point.X, point.Y));

    private static SKPath Outline(ReadOnlySpan<(float X, float Y)> points, float rounding)
    {
        using var outline = new SKPathBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            var (before, corner, after) = (points[i == 0 ? ^1 : i - 1], points[i], points[(i + 1) % points.Length]);
            var (from, to) = (Toward(corner, before, rounding), Toward(corner, after, rounding));
            if (i == 0)
                outline.MoveTo(from.X, from.Y);
            else
                outline.LineTo(from.X, from.Y);
            outline.QuadTo(corner.X, corner.Y, to.X, to.Y);
        }
        outline.Close();
        return outline.Detach();
    }

    private static (float X, float Y) Toward((float X, float Y) from, (float X, float Y) to, float distance)
    {
        var length = MathF.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
        var part = length == 0 ? 0 : MathF.Min(0.5f, distance / length);
        return (from.X + (to.X - from.X) * part, from.Y + (to.Y - from.Y) * part);
    }

    private SKPaint Brush(float tone) => Set(tone, SKPaintStyle.Fill, 0);

    private SKPaint Pen(float tone, float width) => Set(tone, SKPaintStyle.Stroke, width);

    private SKPaint Set(float tone, SKPaintStyle style, float width)
    {
        var grey = (byte)Math.Clamp(tone, 0, 255);
        (paint.Color, paint.Style, paint.StrokeWidth) = (new SKColor(grey, grey, grey), style, width);
        paint.StrokeCap = SKStrokeCap.Round;
        return paint;
    }
}
