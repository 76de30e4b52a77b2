using Course.Vision;
using static TorchSharp.torch;

namespace Course.Backbone;

/// <summary>Many pictures in one file, to look at.</summary>
internal static class ContactSheet
{
    /// <param name="images">uint8. // [N, 3, size, size], N a multiple of columns</param>
    public static void Write(string path, Tensor images, int columns)
    {
        using var scope = NewDisposeScope();
        var size = images.shape[2];
        var rows = images.view(-1, columns, 3, size, size).permute(2, 0, 3, 1, 4); // [3, rows, size, columns, size]
        ImageFile.Write(path, rows.reshape(3, -1, columns * size).contiguous());
    }
}
