using TorchSharp;
using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Operations that end the process on a wrong argument in TorchSharp 0.107.0, because their native code lets a C++ exception
/// escape: here they check their arguments first. Notebook hosts call these wherever a cell calls TorchSharp's.
/// </summary>
/// <remarks>These are all of libLibTorchSharp.so's functions without a C++ handler that a lesson could give a wrong
/// argument.</remarks>
public static class CheckedOperations
{
#pragma warning disable CA1707 // Checked_NAME stands for torch.NAME: hosts find it by that rule
    /// <summary>Matrix product: <c>torch.matmul(a, b)</c> and <c>a.matmul(b)</c>.</summary>
    /// <param name="input">[..., n, k], or [k].</param>
    /// <param name="target">[..., k, m], or [k].</param>
    /// <returns>[..., n, m]; the leading dimensions are broadcast.</returns>
    /// <exception cref="ArgumentException">The shapes, element types or devices don't fit; the message names both.</exception>
    public static Tensor Checked_matmul(this Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (!input.IsInvalid && !target.IsInvalid && Problem(input, target) is { } problem)
            throw new ArgumentException($"matmul: {problem} (shapes [{Text(input.shape)}] and [{Text(target.shape)}]).");
        return torch.matmul(input, target);
    }

    /// <summary>Greatest value so far along a dimension: <c>torch.cummax(input, dim)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such dimension.</exception>
    public static (Tensor values, Tensor indexes) Checked_cummax(this Tensor input, long dim) =>
        torch.cummax(input, CheckDimension(input, dim, "cummax"));

    /// <summary>Least value so far along a dimension: <c>torch.cummin(input, dim)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such dimension.</exception>
    public static (Tensor values, Tensor indexes) Checked_cummin(this Tensor input, long dim) =>
        torch.cummin(input, CheckDimension(input, dim, "cummin"));

    /// <summary>
    /// Gradients of the outputs' sum for the inputs: <c>torch.autograd.grad(...)</c>, by way of a backward pass.
    /// </summary>
    /// <returns>One gradient for each input, of its shape; null for unused ones if <paramref name="allow_unused"/>.</returns>
    /// <exception cref="InvalidOperationException">An output does not depend on an input.</exception>
    public static IList<Tensor> Checked_grad(
        IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
        bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(inputs);
        var needless = inputs.FirstOrDefault(input => !input.requires_grad);
        if (needless is not null)
            throw new InvalidOperationException(
                $"grad: an input of shape [{Text(needless.shape)}] does not require gradients; create it with requires_grad: "
                    + "true.");

        var kept = inputs.Select(input => input.grad).ToList();
        try
        {
            foreach (var input in inputs) input.grad = null;
            torch.autograd.backward(outputs, grad_outputs, retain_graph || create_graph, create_graph, inputs);
            var gradients = inputs.Select(input => input.grad!).ToList(); // null where unused
            return allow_unused || gradients.TrueForAll(gradient => gradient is not null)
                ? gradients
                : throw new InvalidOperationException(
                    "grad: an output does not depend on one of the inputs; allow_unused: true gives null there.");
        }
        finally
        {
            for (var i = 0; i < inputs.Count; i++) inputs[i].grad = kept[i];
        }
    }

    /// <summary>The numbers 0 to n - 1 in random order: <c>torch.randperm(n)</c>.</summary>
    /// <returns>[n]</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public static Tensor Checked_randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return torch.randperm(n, dtype, device, requires_grad, generator);
    }

    /// <summary>Threads that one operation may use: <c>torch.set_num_threads(num)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="num"/> is not positive.</exception>
    public static void Checked_set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num);
        torch.set_num_threads(num);
    }

    /// <summary>An index of a tensor, in <c>tensor[a, b]</c> and <c>tensor.index(a, b)</c>.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static Tensor Index(Tensor? index) => index ?? throw new ArgumentNullException(nameof(index),
        "Expected a tensor of indices, found null. Write .. for a whole dimension, unsqueeze for a new one.");

    private static string? Problem(Tensor a, Tensor b)
    {
        if (a.dim() == 0 || b.dim() == 0)
            return "both tensors need at least one dimension";
        if (a.dtype != b.dtype)
            return $"the element types {a.dtype} and {b.dtype} differ; convert one with .to(...)";
        if (a.device.ToString() != b.device.ToString())
            return $"the tensors are on different devices, {a.device} and {b.device}; move one with .to(...)";
        var (columns, rows) = (a.shape[^1], b.shape[b.dim() == 1 ? 0 : ^2]);
        if (columns != rows)
            return $"the first one's last size, {columns}, must equal the second one's "
                + $"{(b.dim() == 1 ? "size" : "last but one")}, {rows}";
        return Broadcast(Leading(a), Leading(b)) ? null : "the leading sizes can't be broadcast together";
    }

    private static long[] Leading(Tensor tensor) => tensor.shape[..^Math.Min(2, tensor.shape.Length)];

    private static bool Broadcast(long[] a, long[] b) =>
        a.Reverse().Zip(b.Reverse()).All(sizes => sizes.First == sizes.Second || sizes.First == 1 || sizes.Second == 1);

    private static long CheckDimension(Tensor input, long dim, string operation)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (dim >= -Math.Max(1, input.dim()) && dim < Math.Max(1, input.dim()))
            return dim;
        throw new ArgumentOutOfRangeException(
            nameof(dim), $"{operation}: a tensor of shape [{Text(input.shape)}] has no dimension {dim}.");
    }

    private static string Text(long[] shape) => string.Join(", ", shape);
}
