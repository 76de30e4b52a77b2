using System.Diagnostics;
using System.Runtime.InteropServices;
using Course.Kernel.Wire;
using Course.Notebooks;

namespace Course.Kernel;

/// <summary>
/// The process around the kernel. Learners' code can end a process in many ways; each is answered to the front-end where that
/// is possible, and explained on the log.
/// </summary>
public static class KernelProcess
{
    /// <summary>
    /// Serves the front-ends that the connection file names; the process ends when they ask for it or have died.
    /// </summary>
    /// <param name="review">See <see cref="ScriptSession.Review"/>.</param>
    /// <exception cref="CourseException">The connection file cannot be used, or one of its ports is taken.</exception>
    public static void Run(string connectionFile, Func<Submission, string?>? review = null)
    {
        KernelLog.Open();
        var session = new Lazy<ScriptSession>(() => new ScriptSession(Environment.CurrentDirectory) { Review = review });
        using var kernel = WithOwnThreads(() => new CSharpKernel(ConnectionFile.Read(connectionFile), session));
        new Thread(() => Warm(session)) { IsBackground = true, Name = "warm-up" }.Start();
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // Message-mode front-ends do not send it, but Ctrl+C in their terminal reaches the kernel too.
            signal.Cancel = true;
            kernel.Interrupt();
        });
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ =>
            kernel.Farewell("The kernel was told to end (SIGTERM)."));
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            EndSoon(); // a cell's own handler may come after this one and never end
            kernel.Farewell(
                $"The cell ended the whole session (Environment.Exit({Environment.ExitCode})). Restart the kernel to go on.");
        };
        ParentWatch.Start(reason =>
        {
            kernel.Farewell(reason);
            Exit();
        });
        kernel.Run();
        kernel.Dispose();
        Exit();
    }

    /// <summary>
    /// Makes the session as soon as there are sockets, whose making it would slow down: loading the compiler takes half a second,
    /// and a learner who types meanwhile does not notice.
    /// </summary>
    private static void Warm(Lazy<ScriptSession> session)
    {
        try
        {
            session.Value.Warm(); // a cell that comes meanwhile waits for the compiler only, not for completion
        }
        catch (Exception e)
        {
            KernelLog.Write($"The C# session could not start or warm up: {e}");
        }
    }

    // On Unix .NET hands what a socket receives to the thread pool, which may be full of a cell's sleeping tasks: an interrupt
    // would wait behind them. It reads these variables once, at the first socket; many threads, so that a cell's own sockets have
    // theirs.
    private static CSharpKernel WithOwnThreads(Func<CSharpKernel> create)
    {
        const string inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";
        Environment.SetEnvironmentVariable(inline, "1");
        Environment.SetEnvironmentVariable(threads, "32");
        try
        {
            return create();
        }
        finally
        {
            Environment.SetEnvironmentVariable(inline, null);
            Environment.SetEnvironmentVariable(threads, null);
        }
    }

    /// <summary>
    /// Ends the process with all threads a cell has left behind, even where such a thread keeps it from ending.
    /// </summary>
    private static void Exit()
    {
        EndSoon();
        Environment.Exit(0);
    }

    private static void EndSoon() => new Thread(() =>
    {
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true }.Start();
}
