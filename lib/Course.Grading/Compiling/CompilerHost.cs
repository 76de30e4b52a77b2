using System.Runtime.InteropServices;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// The process that compiles answers, beside the grader: an answer can be written so that the compiler crashes or never ends. It
/// runs no code of a learner's, stays warm from answer to answer, and is replaced where one has ended it.
/// </summary>
public static class CompilerHost
{
    private const int stackSize = 64 << 20;

    /// <param name="lab">The lab's source.</param>
    public static void Serve(string lab)
    {
        var (requests, replies) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(TextWriter.Null);
        // The terminal's Ctrl+C reaches this process too, but it is the grader that decides.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var compiling = new Thread(() => Compile(lab, requests, replies), stackSize);
        compiling.Start();
        compiling.Join();
    }

    private static void Compile(string lab, Stream requests, Stream replies)
    {
        try
        {
            using var program = new LabProgram(Lab.Read(lab));
            Send(program.Facts);
            ChildHost.Serve(
                read: () => Frame.Read(requests, Frame.LargestRequest),
                cancels: static _ => false,
                run: (request, _) => program.Build(request.ReadJson<BuildRequest>()),
                reply: steps =>
                {
                    foreach (var step in steps) Send(step); // each as soon as it is compiled
                });
        }
        catch (Exception e) when (e is LabException or NotebookException)
        {
            Send(new LabFacts(e.Message, "", [], [], []));
        }

        void Send<T>(T message) => Frame.Write(replies, writer => writer.WriteJson(message));
    }
}
