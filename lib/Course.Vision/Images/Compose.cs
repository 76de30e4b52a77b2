using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Several steps, one after the other; what lies between two steps is freed at once.</summary>
internal sealed class Compose : Transform
{
    private readonly Transform[] steps;
    private readonly List<Transform> joined = [];

    public Compose(Transform[] steps)
    {
        this.steps = steps;
        foreach (var step in steps)
            if (joined.Count > 0 && joined[^1].Joined(step) is { } both)
                joined[^1] = both;
            else
                joined.Add(step);
    }

    public override Tensor Apply(Tensor image, Random random)
    {
        var current = image;
        foreach (var step in joined)
        {
            var next = step.Apply(current, random);
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, image))
                current.Dispose();
            current = next;
        }
        return current;
    }

    public override string ToString() => $"Compose({string.Join<Transform>(", ", steps)})";
}
