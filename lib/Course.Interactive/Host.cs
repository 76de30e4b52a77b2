using System.Runtime.CompilerServices;

namespace Course.Interactive;

/// <summary>
/// The kit in .NET Interactive. setup.csx calls it, by way of Course.Vision; in any other host nothing happens.
/// </summary>
public static class Host
{
    private const string Engine = "Microsoft.DotNet.Interactive.CSharp";

    /// <summary>
    /// Gives the kernel of the running cell what the kit's own has. Called again for the same kernel it does nothing.
    /// </summary>
    /// <remarks>No type of the host stands in a signature here, so that the class loads where the host is not.</remarks>
    public static void Connect()
    {
        if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == Engine))
            ConnectHere();
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // whoever compiles it needs the host's types
    private static void ConnectHere() => Connection.ToRunningKernel();
}
