namespace Course.Kernel.Install;

/// <summary>The kernel's logo, drawn for this kit: a convolution's kernel sliding over pixels.</summary>
internal static class Logo
{
    public static void WriteTo(string folder)
    {
        foreach (var file in typeof(Logo).Assembly.GetManifestResourceNames())
        {
            using var source = typeof(Logo).Assembly.GetManifestResourceStream(file)!;
            using var target = File.Create(Path.Combine(folder, file));
            source.CopyTo(target);
        }
    }
}
