using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>A batch that is being filled.</summary>
internal sealed class WantedBatch(int[] indices)
{
    private (int Place, Exception Error)? fault;         // of the first image that could not be loaded

    /// <summary>Which images belong to it, in order.</summary>
    public int[] Indices { get; } = indices;

    /// <summary>Room for the images. // [n, C, H, W]</summary>
    public Tensor? Images { get; set; }

    /// <summary>Images that a worker has begun with.</summary>
    public int Claimed { get; set; }

    /// <summary>Images that are not there yet.</summary>
    public int Left { get; set; } = indices.Length;

    /// <summary>Hands the images over.</summary>
    public Tensor Take()
    {
        var images = Images!;
        Images = null;
        return images;
    }

    /// <summary>Notes that an image could not be loaded; the first one counts, whichever worker was faster.</summary>
    public void Fail(int place, Exception error)
    {
        if (fault is null || place < fault.Value.Place)
            fault = (place, error);
    }

    /// <summary>Throws what a worker caught, with the file's name.</summary>
    /// <param name="name">What errors call an image.</param>
    public void ThrowFault(Func<int, string> name)
    {
        if (fault is not var (place, error))
            return;
        var file = name(Indices[place]);
        if (error is OperationCanceledException || error.Message.Contains(file, StringComparison.Ordinal))
            ExceptionDispatchInfo.Throw(error);
        throw new InvalidDataException($"{file}: {error.Message.TrimEnd('.')}.", error);
    }
}
