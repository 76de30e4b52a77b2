using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;

namespace Course.Interactive;

/// <summary>What a kernel gets from the kit, step by step.</summary>
internal static class Connection
{
    private static readonly ConditionalWeakTable<Kernel, object> connected = [];
    private static readonly Lazy<bool> looks = new(Looks.Register); // of the process, not of a kernel

    public static void ToRunningKernel()
    {
        if (KernelInvocationContext.Current?.HandlingKernel?.RootKernel is not { } root || connected.TryGetValue(root, out _))
            return;
        _ = looks.Value;
        LiveDisplay.Publish();
        Interrupts.Publish();
        Doctor.AddTo(root);
        foreach (var kernel in (root as CompositeKernel ?? [root]).OfType<CSharpKernel>())
        {
            Warnings.Quieten(kernel);
            kernel.AddMiddleware(new CheckedCells(kernel).Run);
            kernel.AddMiddleware(Interrupts.BeginCell);
        }
        connected.Add(root, root); // last: what failed halfway is tried again
    }
}
