using static TorchSharp.torch;

namespace Course.Files;

/// <summary>
/// Threads in which libtorch works alone: otherwise each would bring its own team of OpenMP threads, and they would fight for the
/// cores.
/// </summary>
internal static class SingleThreads
{
    private static readonly Lock oneAtATime = new();

    /// <summary>Starts threads; returns when all run.</summary>
    public static List<Thread> Start(int count, Action work)
    {
        lock (oneAtATime)
        {
            var threads = new List<Thread>();
            var usual = get_num_threads();
            using var running = new CountdownEvent(count);
            for (var i = 0; i < count; i++)
            {
                var thread = new Thread(() =>
                {
                    _ = get_num_threads(); // makes libtorch ready in this thread, which would set the number anew later
                    set_num_threads(1);
                    running.Signal();
                    work();
                })
                { IsBackground = true, Name = $"photo reader {i + 1}" };
                threads.Add(thread);
                thread.Start();
            }
            running.Wait();
            set_num_threads(usual); // for threads to come; the workers keep their own number (ATen's ParallelOpenMP.cpp)
            return threads;
        }
    }
}
