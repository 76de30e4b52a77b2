namespace Course.Files;

/// <summary>How the <see cref="Resampler"/> weighs old pixels.</summary>
public enum ResamplingFilter
{
    /// <summary>The nearest one alone.</summary>
    Nearest,

    /// <summary>By a triangle: bilinear.</summary>
    Triangle,

    /// <summary>By a piecewise cubic curve: bicubic.</summary>
    Cubic,
}
