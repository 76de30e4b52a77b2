using System.Collections.Concurrent;
using System.Reflection;
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
        AssemblyLoadContext.Default.Resolving += (context, name) => folders.Select(folder => Path.Combine(folder, name.Name + ".dll"))
            .FirstOrDefault(File.Exists) is { } path ? context.LoadFromAssemblyPath(path) : null;

        using var session = new CompiledSession();
        var cells = new BlockingCollection<CompiledCell>();
        var running = new CancellationTokenSource();
        new Thread(Listen) { IsBackground = true, Name = "requests" }.Start();
        foreach (var cell in cells.GetConsumingEnumerable())
        {
            var reply = session.Run(cell, running.Token);
            running = new CancellationTokenSource();
            Frame.Write(replies, reply.Write);
        }

        void Listen()
        {
            while (Frame.Read(requests, Frame.LargestRequest) is { } request)
            {
                if ((Request)request.ReadByte() == Request.Run)
                    cells.Add(CompiledCell.Read(request));
                else
                    running.Cancel();
            }
            Environment.Exit(0); // the grader has gone, and a cell that still runs goes too
        }
    }
}
