using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;

namespace Course.Interactive;

/// <summary>What a kernel gets from the kit, step by step.</summary>
internal static class Connection
{
    private static readonly ConditionalWeakTable<Kernel, object> connected = [];
    private static readonly Lazy<bool> process = new(ConnectProcess); // what is of the process, not of a kernel

    public static void ToRunningKernel()
    {
        if (KernelInvocationContext.Current?.HandlingKernel?.RootKernel is not { } root || connected.TryGetValue(root, out _))
            return;
        _ = process.Value;
        Doctor.AddTo(root);
        foreach (var kernel in (root as CompositeKernel ?? [root]).OfType<CSharpKernel>())
        {
            Warnings.Quieten(kernel);
            kernel.AddMiddleware(new CheckedCells(kernel).Run);
            kernel.AddMiddleware(Interrupts.BeginCell);
        }
        connected.Add(root, root); // last: what failed halfway is tried again
    }

    private static bool ConnectProcess()
    {
        LiveDisplay.Publish();
        Interrupts.Publish();
        OlderLibraries.Offer();
        Looks.Register();
        return true;
    }
}
