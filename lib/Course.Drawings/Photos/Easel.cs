using SkiaSharp;

namespace Course.Drawings;

/// <summary>
/// A square sheet of 100 x 100 units on which photos are drawn in colour. Every shape gets light and shade of its own, as if it
/// were round.
/// </summary>
internal sealed class Easel : IDisposable
{
    /// <summary>Left and right, for what there is two of.</summary>
    public static readonly float[] Sides = [-1, 1];

    private readonly SKBitmap bitmap;
    private readonly SKPaint paint = new() { IsAntialias = true };
    private readonly SKPaint shade = new() { IsAntialias = true };
    private float depth;
    private uint roughness; // a new ragged edge for every shape

    public Easel(int size)
    {
        bitmap = new(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));
        Canvas = new SKCanvas(bitmap);
    }

    public SKCanvas Canvas { get; }

    /// <summary>Pixels, RGBA. // [size, size, 4]</summary>
    public Span<byte> Pixels => bitmap.GetPixelSpan();

    /// <summary>Where the light comes from, as seen from the middle of a shape; 0.5 is its edge.</summary>
    public (float X, float Y) Light { get; private set; }

    /// <summary>An empty sheet.</summary>
    /// <param name="seed">Where the ragged edges begin.</param>
    /// <param name="depth">How dark the shade is, from 0 to 1.</param>
    /// <param name="light">Where the light comes from.</param>
    public void Begin(uint seed, float depth, (float X, float Y) light)
    {
        (roughness, this.depth, Light) = (seed, depth, light);
        Canvas.ResetMatrix();
        Canvas.Clear(SKColors.Gray);
        Canvas.Scale(bitmap.Width / 100f);
    }

    /// <summary>Fills a smooth shape through the points.</summary>
    public void Blob(Ink ink, params ReadOnlySpan<(float X, float Y)> points) => Draw(ink, Curve(points, closed: true));

    /// <summary>Fills a shape with corners.</summary>
    public void Corners(Ink ink, params ReadOnlySpan<(float X, float Y)> points)
    {
        using var outline = new SKPathBuilder();
        outline.MoveTo(points[0].X, points[0].Y);
        foreach (var (x, y) in points[1..])
            outline.LineTo(x, y);
        outline.Close();
        Draw(ink, outline.Detach());
    }

    /// <summary>Fills an ellipse; <paramref name="turn"/> in degrees, clockwise.</summary>
    public void Oval(Ink ink, float x, float y, float radiusX, float radiusY, float turn = 0)
    {
        using var outline = new SKPathBuilder();
        outline.AddOval(new SKRect(-radiusX, -radiusY, radiusX, radiusY));
        using (At(x, y, 1, turn))
            Draw(ink, outline.Detach());
    }

    /// <summary>Draws a smooth line through the points; no shade.</summary>
    public void Line(Ink ink, float width, params ReadOnlySpan<(float X, float Y)> points)
    {
        using var path = Curve(points, closed: false);
        Load(ink);
        (paint.Style, paint.StrokeWidth, paint.StrokeCap) = (SKPaintStyle.Stroke, width, SKStrokeCap.Round);
        Canvas.DrawPath(path, paint);
        paint.Style = SKPaintStyle.Fill;
    }

    /// <summary>Until it is disposed, (0, 0) is at (x, y), and what is drawn is scaled and turned (degrees).</summary>
    public SKAutoCanvasRestore At(float x, float y, float scale, float turn = 0)
    {
        var restore = new SKAutoCanvasRestore(Canvas, doSave: true);
        Canvas.Translate(x, y);
        Canvas.RotateDegrees(turn);
        Canvas.Scale(scale);
        return restore;
    }

    public void Dispose()
    {
        paint.Dispose();
        shade.Dispose();
        Canvas.Dispose();
        bitmap.Dispose();
    }

    private void Draw(Ink ink, SKPath path)
    {
        using (path)
        {
            Load(ink);
            Canvas.DrawPath(path, paint);
            var bounds = path.Bounds;
            var centre = new SKPoint(bounds.MidX + Light.X * bounds.Width, bounds.MidY + Light.Y * bounds.Height);
            using var shader = SKShader.CreateRadialGradient(centre, 0.85f * MathF.Max(bounds.Width, bounds.Height) + 0.01f,
                [SKColors.White.WithAlpha((byte)(90 * depth)), SKColors.Transparent,
                    SKColors.Black.WithAlpha((byte)(210 * depth))],
                [0, 0.35f, 1], SKShaderTileMode.Clamp);
            (shade.Shader, shade.PathEffect) = (shader, paint.PathEffect);
            Canvas.DrawPath(path, shade);
        }
    }

    private void Load(Ink ink)
    {
        (paint.Shader, paint.Color) = (ink.Pattern, ink.Colour);
        paint.PathEffect?.Dispose();
        paint.PathEffect = ink.Rough > 0 ? SKPathEffect.CreateDiscrete(2.2f, ink.Rough, roughness++) : null;
    }

    /// <summary>Quadratic curves whose corners are the points and whose ends are the middles between them.</summary>
    private static SKPath Curve(ReadOnlySpan<(float X, float Y)> points, bool closed)
    {
        using var outline = new SKPathBuilder();
        var start = closed ? Between(points[^1], points[0]) : points[0];
        outline.MoveTo(start.X, start.Y);
        for (var i = closed ? 0 : 1; i < points.Length; i++)
        {
            var end = closed ? Between(points[i], points[(i + 1) % points.Length])
                : i + 1 < points.Length ? Between(points[i], points[i + 1]) : points[i];
            outline.QuadTo(points[i].X, points[i].Y, end.X, end.Y);
        }
        return outline.Detach();
    }

    private static (float X, float Y) Between((float X, float Y) one, (float X, float Y) other) =>
        ((one.X + other.X) / 2, (one.Y + other.Y) / 2);
}
