using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Pixels from uint8 (0 to 255) to float32 (0 to 1).</summary>
internal sealed class ToTensor : Transform
{
    public override Tensor Apply(Tensor image, Random random)
    {
        if (image.dtype != ScalarType.Byte)
            throw new ArgumentException($"ToTensor expected pixels of type uint8 (Byte), found {image.dtype}. " +
                "It comes once, before Normalize and whatever else wants numbers from 0 to 1.", nameof(image));
        return Interleaved.Is(image) ? Interleaved.Planes(image) : image.to(ScalarType.Float32).div_(255);
    }

    public override string ToString() => "ToTensor()";
}
