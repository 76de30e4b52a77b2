using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>
/// Adam (Kingma and Ba 2015) in libtorch's one-pass kernel: the numbers of <c>torch.optim.Adam</c>, each parameter read and
/// written once a step instead of once an operation. PyTorch calls this <c>Adam(..., fused=True)</c>; TorchSharp has no call for
/// it, TorchScript has.
/// </summary>
public sealed class FusedAdam : Adam
{
    private const string Kernel = """
        def step(parameters: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor],
                 steps: List[Tensor], lr: float, beta1: float, beta2: float, decay: float, eps: float):
            torch._fused_adam_(parameters, gradients, means, squares, [], steps, lr=lr, beta1=beta1, beta2=beta2,
                               weight_decay=decay, eps=eps, amsgrad=False, maximize=False)

        """; // TorchScript's parser wants the last line ended

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Kernel));

    /// <summary>An optimizer with the book's defaults.</summary>
    /// <param name="parameters">What it changes, such as <c>model.parameters()</c>.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="weightDecay">Pull towards zero (L2).</param>
    public FusedAdam(IEnumerable<Parameter> parameters, double lr = 1e-3, double weightDecay = 0)
        : base(parameters, lr, weight_decay: weightDecay)
    {
    }

    /// <summary>
    /// An optimizer with a learning rate of its own for each group of parameters, see <see cref="Trainable.Groups"/>.
    /// </summary>
    /// <param name="groups">Parameters and their options; what an option leaves out has the book's default.</param>
    public FusedAdam(IEnumerable<ParamGroup> groups) : base(groups)
    {
    }

    /// <summary>Forgets the gradients. The next backward pass writes new ones, which is cheaper than adding to zeros.</summary>
    public override void zero_grad()
    {
        foreach (var parameter in parameters())
            parameter.grad = null;
    }

    /// <summary>One step along the gradients. Parameters without a gradient stay.</summary>
    /// <param name="closure">Computes the loss anew, or null.</param>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        var loss = closure?.Invoke();
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var group in ParamGroups.Cast<ParamGroup>())
            foreach (var sameAge in Moving(group).GroupBy(one => one.State.step))
                Step(group.Options, [.. sameAge]);
        return loss!;
    }

    private IEnumerable<(Parameter Parameter, Tensor Gradient, State State)> Moving(ParamGroup group)
    {
        foreach (var parameter in group.Parameters)
            if (parameter.grad is { } gradient)
                yield return (parameter, gradient, (State)_state[parameter.Handle]);
    }

    private static void Step(Options options, (Parameter Parameter, Tensor Gradient, State State)[] moving)
    {
        foreach (var (_, _, state) in moving)
            state.step++;
        var age = tensor((float)moving[0].State.step, device: moving[0].Parameter.device);
        // Of plain numbers TorchSharp makes scalars that .NET may collect before the kernel has read them.
        Scalar[] numbers = [options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value,
            options.weight_decay!.Value, options.eps!.Value];
        Compiled.Value.invoke("step",
            moving.Select(one => (Tensor)one.Parameter).ToArray(), moving.Select(one => one.Gradient).ToArray(),
            moving.Select(one => one.State.exp_avg).ToArray(), moving.Select(one => one.State.exp_avg_sq).ToArray(),
            moving.Select(_ => age).ToArray(), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        GC.KeepAlive(numbers);
    }
}
