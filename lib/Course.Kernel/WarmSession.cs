using Course.Notebooks;

namespace Course.Kernel;

/// <summary>
/// The session, made on a thread of its own as soon as the sockets answer: loading the compiler takes most of a second, and
/// a learner who types meanwhile does not notice.
/// </summary>
internal sealed class WarmSession(Func<Submission, string?>? review)
{
    private readonly Lazy<ScriptSession> session =
        new(() => new ScriptSession(Environment.CurrentDirectory) { Review = review });

    public void Start() => new Thread(Warm) { IsBackground = true, Name = "warm-up" }.Start();

    /// <summary>The session; waits for it at first.</summary>
    public ScriptSession Value => session.Value;

    private void Warm()
    {
        try
        {
            Value.Warm(); // a cell that comes meanwhile waits for the compiler only, not for completion
        }
        catch (Exception e)
        {
            KernelLog.Write($"The C# session could not start or warm up: {e}");
        }
    }
}
