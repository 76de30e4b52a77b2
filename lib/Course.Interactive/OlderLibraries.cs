using System.Reflection;
using System.Runtime.Loader;
using Course.Vision;

namespace Course.Interactive;

/// <summary>
/// Plotly.NET asks for a newer FSharp.Core than the one this host comes with, and gets the host's: what it uses of it is in both.
/// A newer copy beside the host's would not do, for the libraries between the two would go on with the host's, and types of two
/// copies differ.
/// </summary>
internal static class OlderLibraries
{
    private const string Asked = "FSharp.Core";

    public static void Offer()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.GetLoadContext(typeof(Live).Assembly)!.Resolving += Resolve;
    }

    /// <summary>Called only where the host's copy was refused for its version.</summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name is { Name: Asked, Version: not null } ? AssemblyLoadContext.Default.LoadFromAssemblyName(new(Asked)) : null;
}
