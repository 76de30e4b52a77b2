namespace Course.Vision;

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
