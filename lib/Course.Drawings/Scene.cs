using System.Numerics;

namespace Course.Drawings;

/// <summary>
/// Renders a still life, three shaded balls on a chequered floor, by following one ray of light per pixel back to where it came
/// from.
/// </summary>
/// <remarks>T. Whitted, "An improved illumination model for shaded display", Communications of the ACM 23 (1980).</remarks>
public static class Scene
{
    private sealed record Ball(Vector3 Centre, float Radius, Vector3 Colour, float Gloss);

    private static readonly Ball[] Balls =
    [
        new(new(-1.15f, 0.95f, 4.6f), 0.95f, new(0.80f, 0.22f, 0.17f), 40),
        new(new(0.75f, 0.62f, 3.5f), 0.62f, new(0.93f, 0.72f, 0.20f), 15),
        new(new(1.75f, 1.10f, 5.6f), 1.10f, new(0.20f, 0.42f, 0.66f), 90),
    ];

    private static readonly Vector3 Eye = new(0, 1.5f, -0.6f);
    private static readonly Vector3 Light = Vector3.Normalize(new(-0.6f, 0.9f, -0.55f));

    /// <summary>Renders the picture.</summary>
    /// <param name="size">Width and height in pixels.</param>
    /// <returns>RGB. // [3, size, size]</returns>
    public static byte[,,] Render(int size)
    {
        var pixels = new byte[3, size, size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                // Four rays a pixel keep the outlines smooth.
                var colour = Vector3.Zero;
                foreach (var (dx, dy) in new[] { (0.25f, 0.25f), (0.75f, 0.25f), (0.25f, 0.75f), (0.75f, 0.75f) })
                    colour += Seen(Vector3.Normalize(new(2 * (x + dx) / size - 1, 0.84f - 2 * (y + dy) / size, 1.7f))) / 4;
                for (var channel = 0; channel < 3; channel++)
                    pixels[channel, y, x] = (byte)Math.Round(255 * Math.Pow(Math.Clamp(colour[channel], 0, 1), 1 / 2.2));
            }
        return pixels;
    }

    private static Vector3 Seen(Vector3 direction)
    {
        if (Hit(Eye, direction) is ({ } ball, var distance))
        {
            var point = Eye + distance * direction;
            var normal = (point - ball.Centre) / ball.Radius;
            var shine = MathF.Pow(Math.Max(0, Vector3.Dot(Vector3.Reflect(-Light, normal), -direction)), ball.Gloss);
            return ball.Colour * (0.18f + 0.85f * Lit(point, normal)) + new Vector3(0.6f * shine * Lit(point, normal));
        }
        if (direction.Y > -0.01f)
            // the wall
            return Vector3.Lerp(new(0.62f, 0.66f, 0.70f), new(0.32f, 0.38f, 0.47f), Math.Clamp(direction.Y * 2, 0, 1));

        var floor = Eye - Eye.Y / direction.Y * direction;
        var isDark = ((int)MathF.Floor(floor.X) + (int)MathF.Floor(floor.Z)) % 2 == 0;
        var far = Math.Clamp(floor.Z / 22, 0, 1);
        var tile = (isDark ? new Vector3(0.20f, 0.17f, 0.15f) : new Vector3(0.62f, 0.57f, 0.50f)) * (
            0.25f + 0.75f * Lit(floor, Vector3.UnitY));
        return Vector3.Lerp(tile, new(0.62f, 0.66f, 0.70f), far);
    }

    /// <summary>How directly the light falls on a point; 0 in the shadow.</summary>
    private static float Lit(Vector3 point, Vector3 normal) =>
        Hit(point + 0.001f * normal, Light).Ball is null ? Math.Max(0, Vector3.Dot(normal, Light)) : 0;

    private static (Ball? Ball, float Distance) Hit(Vector3 from, Vector3 direction)
    {
        (Ball? Ball, float Distance) nearest = (null, float.PositiveInfinity);
        foreach (var ball in Balls)
        {
            var to = from - ball.Centre;
            var half = Vector3.Dot(to, direction);
            var root = half * half - to.LengthSquared() + ball.Radius * ball.Radius;
            var distance = -half - MathF.Sqrt(Math.Max(root, 0));
            if (root >= 0 && distance > 0 && distance < nearest.Distance)
                nearest = (ball, distance);
        }
        return nearest;
    }
}
