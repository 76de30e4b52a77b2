using System.Runtime.Loader;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// The program inside the sandbox: takes compiled cells from its standard input, runs them one after the other and answers on
/// its standard output. It holds no test before that is its turn, and has no compiler.
/// </summary>
public static class SandboxHost
{
    /// <param name="folders">Where the libraries of the lab lie.</param>
    public static void Serve(IReadOnlyList<string> folders)
    {
        using var requests = Console.OpenStandardInput();
        using var replies = Console.OpenStandardOutput();
        // From here on nothing but replies goes there. What code prints outside of a cell goes nowhere.
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            folders.Select(folder => Path.Combine(folder, name.Name + ".dll"))
            .FirstOrDefault(File.Exists) is { } path ? context.LoadFromAssemblyPath(path) : null;

        using var machine = new CellMachine { Before = RestoreSharedState };
        ChildHost.Serve(
            read: () => Frame.Read(requests, Frame.LargestRequest),
            cancels: frame => frame.BaseStream.Length == 0,
            run: (frame, cancel) => Reply.Of(machine, frame.ReadCell(), cancel),
            reply: reply => Frame.Write(replies, reply.Write));
    }

    // It is beside the lab's TorchSharp, so it is found by name; before the lab has loaded that, there is nothing to restore.
    private static void RestoreSharedState()
    {
        restore ??= Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "Course.Files")
            ?.GetType("Course.Files.SharedState")?.GetMethod("Restore")?.CreateDelegate<Action>();
        restore?.Invoke();
    }

    private static Action? restore;
}
