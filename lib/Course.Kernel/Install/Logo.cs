namespace Course.Kernel.Install;

/// <summary>The kernel's logo, drawn for this kit: a convolution's kernel sliding over pixels.</summary>
internal static class Logo
{
    private static readonly string[] files = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    public static void WriteTo(string folder)
    {
        foreach (var file in files)
        {
            using var source = typeof(Logo).Assembly.GetManifestResourceStream(file)
                ?? throw new InvalidOperationException($"{file} is missing from the assembly");
            using var target = File.Create(Path.Combine(folder, file));
            source.CopyTo(target);
        }
    }
}
