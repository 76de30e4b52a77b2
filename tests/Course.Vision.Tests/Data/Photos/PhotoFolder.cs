using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>A folder of small photos for one test, gone afterwards.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>Photos cat/0.png ... and dog/0.png ..., each with a grey of its own: 0, 1, 2 ... in their order.</summary>
    public static PhotoFolder Of(int cats, int dogs, int size = 8)
    {
        var photos = new PhotoFolder();
        for (var i = 0; i < cats + dogs; i++)
            photos.Add(i < cats ? $"cat/{i:D3}.png" : $"dog/{i - cats:D3}.png", i, size);
        return photos;
    }

    public string Path => folder.Path;

    public string this[string file] => System.IO.Path.Combine(folder.Path, file);

    public void Add(string file, int grey, int size = 8)
    {
        using var image = full([3, size, size], grey, dtype: ScalarType.Byte);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        ImageFile.Write(System.IO.Path.ChangeExtension(this[file], ".png"), image);
        if (!file.EndsWith(".png", StringComparison.Ordinal))
            File.Move(System.IO.Path.ChangeExtension(this[file], ".png"), this[file]);
    }

    public void Add(string file, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllBytes(this[file], content);
    }

    public void Dispose() => folder.Dispose();
}
