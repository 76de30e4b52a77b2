using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Course.Notebooks;

namespace Course.Grading;

/// <param name="Jobs">Submissions graded at the same time; memory grows with it and with nothing else.</param>
/// <param name="Shard">Of all submissions only each n-th, beginning with the i-th: (i, n).</param>
public sealed record GradeOptions(string Output, int Jobs, Limits Limits, (int Index, int Count)? Shard = null);

/// <summary>
/// Grades many submissions: finds those that are new or have changed, grades them, and leaves a result for each.
/// </summary>
public sealed class GradeRun(Lab lab, GradeOptions options, GraderProgram program) : IDisposable
{
    private readonly Grader grader = new(lab, program, options.Limits);

    public string SandboxDescription => grader.Sandbox.Description;

    /// <param name="progress">Told of each result, by whichever thread made it, and whether it was there already.</param>
    /// <exception cref="NotebookException">A result can't be written; those before it are kept.</exception>
    public void Run(
        IReadOnlyList<SubmissionFile> files, Action<GradeResult, bool>? progress = null, CancellationToken cancel = default)
    {
        var mine = options.Shard is var (index, count) ? [.. files.Where((_, i) => i % count == index - 1)] : files;
        var results = new ResultFolder(options.Output);
        results.Keep(mine.Select(file => file.Student));
        grader.Try();
        var waiting = new ConcurrentQueue<SubmissionFile>(mine);
        Exception? failure = null;
        // Threads of our own: bubblewrap ends with the thread that started it.
        var workers = Enumerable.Range(0, Math.Clamp(options.Jobs, 1, Math.Max(1, mine.Count)))
            .Select(_ => new Thread(Work, 16 << 20)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        if (failure is not null)
            throw failure;

        void Work()
        {
            try
            {
                while (!cancel.IsCancellationRequested && Volatile.Read(ref failure) is null && waiting.TryDequeue(out var file))
                {
                    var (result, known) = GradeOne(results, file);
                    if (!known)
                        results.Write(result);
                    progress?.Invoke(result, known);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }
    }

    public void Dispose() => grader.Dispose();

    private (GradeResult Result, bool Known) GradeOne(ResultFolder results, SubmissionFile file)
    {
        byte[] bytes = [];
        var fault = file.Fault;
        try
        {
            if (fault is null)
                bytes = file.Read!();
        }
        catch (UngradableException e)
        {
            fault = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            fault = lab.Words["Unreadable"];
        }
        var fingerprint = Fingerprint(bytes, $"{fault} {file.Submitted} {file.Platform} {string.Join(' ', file.Notes)}");
        if (results.Read(file.Student) is { } known && known.Fingerprint == fingerprint)
            return (known, true);
        return (fault is null ? grader.Grade(file, bytes, fingerprint) : grader.Fault(file, fault, fingerprint), false);
    }

    private string Fingerprint(byte[] bytes, string said)
    {
        var kit = typeof(GradeRun).Assembly.ManifestModule.ModuleVersionId;
        var text = $"{Convert.ToHexStringLower(SHA256.HashData(bytes))} {said} {lab.Fingerprint} {kit} {options.Limits}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
