using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Several steps, one after the other; what lies between two steps is freed at once.</summary>
internal sealed class Compose(IReadOnlyList<Transform> steps) : Transform
{
    public override Tensor Apply(Tensor image, Random random)
    {
        var current = image;
        foreach (var step in steps)
        {
            var next = step.Apply(current, random);
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, image))
                current.Dispose();
            current = next;
        }
        return current;
    }

    public override string ToString() => $"Compose({string.Join(", ", steps)})";
}
