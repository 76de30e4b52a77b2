using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Several steps, one after the other; what lies between two steps is freed at once.</summary>
internal sealed class Compose(IReadOnlyList<Transform> steps) : Transform
{
    public override Tensor Apply(Tensor image, Random random)
    {
        var current = image;
        for (var i = 0; i < steps.Count; i++)
        {
            var next = CropOfResized(i, current, random);
            if (next is null)
                next = steps[i].Apply(current, random);
            else
                i++; // two steps in one
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, image))
                current.Dispose();
            current = next;
        }
        return current;
    }

    /// <summary>The chapter's first two steps: what the random crop will not see need not be resized.</summary>
    private Tensor? CropOfResized(int i, Tensor image, Random random) =>
        i + 1 < steps.Count && steps[i] is Resize resize && steps[i + 1] is RandomResizedCrop crop ? crop.After(resize, image, random) : null;

    public override string ToString() => $"Compose({string.Join(", ", steps)})";
}
