using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision;

/// <summary>
/// One network on several devices: each batch is scattered over them, a replica of the network on each works on its part at the
/// same time, the scores are gathered, and the gradients of all replicas add up in the one network. PyTorch's
/// torch.nn.DataParallel.
/// </summary>
/// <remarks>
/// <para>Let the batch size grow with the number of devices: each device sees batch / devices images, and copying weights and
/// gradients costs the same however few these are. With the batch the learning rate usually grows too.</para>
/// <para>The loss and gradients are those of one device, with two exceptions, PyTorch's too: in training a batch norm takes its
/// statistics over its part alone, and keeps those of the first device; and dropout draws other numbers. One backward pass
/// belongs to one forward pass. Hooks of the network see the first part only.</para>
/// </remarks>
public sealed class DataParallel : Network
{
    private readonly Module<Tensor, Tensor> module; // PyTorch's name: state dict keys begin with module.
    private readonly Device[] devices;
    // the network itself, then copies; only the first is registered and trained
    private readonly Module<Tensor, Tensor>[] replicas;

    /// <summary>Spreads a network over devices.</summary>
    /// <param name="model">The network, on the first device.</param>
    /// <param name="devices">Such as cuda:0 and cuda:1; a device may occur twice.</param>
    /// <param name="another">Makes one more network of the same layers; pretrained networks need none.</param>
    /// <exception cref="ArgumentException">The network is not on the first device, or there is no way to make replicas of
    /// it.</exception>
    public DataParallel(Module<Tensor, Tensor> model, IEnumerable<Device> devices, Func<Module<Tensor, Tensor>>? another = null)
        : base(nameof(DataParallel))
    {
        (module, this.devices) = (model, [.. devices]);
        var place = model.parameters().First().device;
        if (place.ToString() != this.devices.FirstOrDefault()?.ToString())
            throw new ArgumentException("Expected the network on the first of the devices " +
                $"[{string.Join<Device>(", ", this.devices)}], found it on {place}. " +
                "Call network.to(devices[0]) before the optimizer is made.", nameof(devices));
        another ??= () =>
            model is TransferNetwork ours ? NetworkSheet.Of(ours.Name).Make(ours.Classes) : throw new ArgumentException(
            $"Expected a way to make replicas of {model.GetName()}, found none. Give one: " +
            "new DataParallel(model, devices, () => new MyNetwork()).", nameof(another));
        replicas = [model, .. this.devices.Skip(1).Select(device => another().to(device))];
        RegisterComponents();
    }

    /// <summary>The network's scores, computed in parts; fewer images than devices leave devices idle.</summary>
    /// <param name="input">Images on any device. // [N, C, H, W]</param>
    /// <returns>Scores on the first device. // [N, classes]</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var parts = input.chunk(devices.Length); // at most as many as there are images
        foreach (var replica in replicas[1..parts.Length]) Replicate(replica);
        var scores = new Tensor[parts.Length];
        var gradients = is_grad_enabled();
        Parallel.For(0, parts.Length, i =>
        {
            // PyTorch's gradient mode and TorchSharp's dispose scopes belong to a thread.
            using var mode = set_grad_enabled(gradients);
            using var own = NewDisposeScope();
            scores[i] = replicas[i].call(parts[i].to(devices[i])).to(devices[0]).DetachFromDisposeScope();
        });
        var all = cat(scores).MoveToOuterDisposeScope();
        foreach (var part in scores) part.Dispose();
        return all;
    }

    /// <summary>Brings the network's weights, statistics and modes, as they are now, to a replica.</summary>
    private void Replicate(Module replica)
    {
        foreach (var ((key, from), (_, to)) in StateDict.Of(module).Zip(StateDict.Of(replica)))
        {
            if (!from.shape.SequenceEqual(to.shape))
                throw new InvalidOperationException($"'{key}' is {Expect.Shape(from)}, in the replicas {Expect.Shape(to)}: " +
                    "make DataParallel anew after ReplaceHead.");
            to.detach_();
            to.requires_grad = false;
            // Recorded like any operation: the backward pass brings the replica's gradient to the network and adds it there.
            to.copy_(from);
        }

        foreach (var (from, to) in module.modules().Prepend(module).Zip(replica.modules().Prepend(replica))) to.train(
            from.training);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var replica in replicas.Skip(1)) replica.Dispose();
        base.Dispose(disposing);
    }
}
