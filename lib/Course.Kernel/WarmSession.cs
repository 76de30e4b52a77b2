using Course.Notebooks;

namespace Course.Kernel;

/// <summary>
/// The session, made on a thread of its own as soon as the sockets answer: loading the compiler takes most of a second, and
/// a learner who types meanwhile does not notice.
/// </summary>
internal sealed class WarmSession(Func<Submission, string?>? review)
{
    private readonly TaskCompletionSource<ScriptSession> session = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Start() => new Thread(Create) { IsBackground = true, Name = "warm-up" }.Start();

    /// <summary>The session; waits for it at first.</summary>
    public ScriptSession Value => session.Task.GetAwaiter().GetResult();

    private void Create()
    {
        try
        {
            var created = new ScriptSession(Environment.CurrentDirectory) { Review = review };
            session.SetResult(created);
            created.Warm(); // a cell that comes meanwhile waits for the compiler only, not for completion
        }
        catch (Exception e)
        {
            KernelLog.Write($"The C# session could not start or warm up: {e}");
            session.TrySetException(e);
        }
    }
}
