using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// One network on several devices: each batch is scattered over them, a replica of the network on each works on its part at the same time,
/// the scores are gathered, and the gradients of all replicas add up in the one network. PyTorch's torch.nn.DataParallel.
/// </summary>
/// <remarks>
/// <para>Let the batch size grow with the number of devices: each device sees batch / devices images, and copying weights and gradients
/// costs the same however few these are. With the batch the learning rate usually grows too.</para>
/// <para>The loss and gradients are those of one device, with two exceptions, PyTorch's too: in training a batch norm takes its statistics
/// over its part alone, and keeps those of the first device; and dropout draws other numbers. One backward pass belongs to one forward pass.
/// Hooks of the network see the first part only.</para>
/// </remarks>
public sealed class DataParallel : Network
{
    private readonly Module<Tensor, Tensor> module; // PyTorch's name: state dict keys begin with module.
    private readonly Device[] devices;
    private readonly Module<Tensor, Tensor>[] replicas; // the network itself, then copies; only the first is registered and trained

    /// <summary>Spreads a network over devices.</summary>
    /// <param name="model">The network, on the first device.</param>
    /// <param name="devices">Such as cuda:0 and cuda:1; a device may occur twice.</param>
    /// <param name="another">Makes one more network of the same layers; the kit's own networks need none.</param>
    /// <exception cref="ArgumentException">No device, a network on another device, or no way to make replicas of it.</exception>
    public DataParallel(Module<Tensor, Tensor> model, IEnumerable<Device> devices, Func<Module<Tensor, Tensor>>? another = null)
        : base(nameof(DataParallel))
    {
        (module, this.devices) = (model, [.. devices]);
        if (this.devices.Length == 0)
            throw new ArgumentException("Expected at least one device, found none. On a machine without GPU: [torch.CPU].", nameof(devices));
        CheckPlace();
        another ??= () => (model as Network)?.Another() ?? throw new ArgumentException($"Expected a way to make replicas of {model.GetName()}, " +
            "found none. Give one: new DataParallel(model, devices, () => new MyNetwork()).", nameof(another));
        replicas = [model, .. this.devices.Skip(1).Select(device => another().to(device))];
        RegisterComponents();
    }

    /// <summary>The network's scores, computed in parts; fewer images than devices leave devices idle.</summary>
    /// <param name="input">Images on any device. // [N, C, H, W]</param>
    /// <returns>Scores on the first device. // [N, classes]</returns>
    /// <exception cref="InvalidOperationException">A replica failed (the message says on which device), or the network has changed.</exception>
    public override Tensor forward(Tensor input)
    {
        CheckPlace();
        using var scope = NewDisposeScope();
        var parts = input.chunk(devices.Length);                // at most as many as there are images
        for (var i = 1; i < parts.Length; i++) Replicate(module, replicas[i]);
        var scores = Together(parts);
        try
        {
            return cat([.. scores.Select(part => part.to(devices[0]))]).MoveToOuterDisposeScope();
        }
        finally
        {
            foreach (var part in scores) part.Dispose();
        }
    }

    /// <summary>The network's weights, statistics and modes as they are now.</summary>
    private static void Replicate(Module source, Module replica)
    {
        var pairs = StateDict.Of(source).Zip(StateDict.Of(replica)).ToList();
        if (pairs.Any(pair => pair.First.Key != pair.Second.Key || !pair.First.Value.shape.SequenceEqual(pair.Second.Value.shape)))
            throw new InvalidOperationException("The network has other layers than its replicas: make DataParallel anew after ReplaceHead.");
        foreach (var ((_, from), (_, to)) in pairs)
        {
            to.detach_();
            to.requires_grad = false;
            to.copy_(from); // recorded like any operation: the backward pass brings the replica's gradient to the network and adds it there
        }

        foreach (var (from, to) in source.modules().Prepend(source).Zip(replica.modules().Prepend(replica))) to.train(from.training);
    }

    /// <summary>Each part on a thread of its own: TorchSharp's dispose scopes and PyTorch's gradient mode belong to a thread.</summary>
    private Tensor[] Together(Tensor[] parts)
    {
        var gradients = is_grad_enabled();
        var tasks = parts.Select((part, i) => Task.Factory.StartNew(() =>
        {
            using var mode = set_grad_enabled(gradients);
            using var scope = NewDisposeScope();
            return replicas[i].call(part.to(devices[i])).MoveToOuterDisposeScope();
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).Wait(); // for all of them, whatever becomes of one
        var failed = Array.FindIndex(tasks, task => task.IsFaulted);
        if (failed < 0) return [.. tasks.Select(task => task.Result)];
        foreach (var task in tasks.Where(task => task.IsCompletedSuccessfully)) task.Result.Dispose();
        var fault = tasks[failed].Exception!.GetBaseException();
        throw new InvalidOperationException($"Replica {failed} on {devices[failed]} failed: {fault.Message}", fault);
    }

    private void CheckPlace()
    {
        var place = module.parameters().First().device;
        if (place.ToString() != devices[0].ToString())
            throw new ArgumentException($"Expected the network on {devices[0]}, the first of the devices, found it on {place}. Call " +
                $"network.to(devices[0]) before the optimizer is made.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var replica in replicas.Skip(1)) replica.Dispose();
        base.Dispose(disposing);
    }
}
