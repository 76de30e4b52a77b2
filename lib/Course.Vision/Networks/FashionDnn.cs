using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>The chapter's deep neural network: an image is a row of 784 numbers, and every layer is fully connected (section 5.2).</summary>
public sealed class FashionDnn : Network
{
    private readonly Linear fc1;                    // fields in the order in which PyTorch lists the layers
    private readonly Dropout drop;
    private readonly Linear fc2, fc3;

    /// <summary>A network with random weights.</summary>
    public FashionDnn() : base("FashionDNN")
    {
        fc1 = Linear(784, 256);
        drop = Dropout(0.25);
        fc2 = Linear(256, 128);
        fc3 = Linear(128, 10);
        RegisterComponents();
    }

    /// <summary>Scores of the ten classes.</summary>
    /// <param name="input">Images, float32. // [N, 1, 28, 28], or any shape with 784 values an image</param>
    /// <returns>Scores (logits). // [N, 10]</returns>
    /// <exception cref="ArgumentException">The images have not 784 values each.</exception>
    public override Tensor forward(Tensor input)
    {
        Expect.ValuesPerImage(input, 784, GetName());
        var x = input.reshape(-1, 784);             // [N, 784]
        x = functional.relu(fc1.call(x));           // [N, 256]
        x = drop.call(x);
        x = functional.relu(fc2.call(x));           // [N, 128]
        return fc3.call(x);                         // [N, 10]
    }

    /// <inheritdoc/>
    protected internal override Network Another() => new FashionDnn();
}
