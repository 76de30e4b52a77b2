using Course.Notebooks;
using Course.Pages;

namespace Course.Grading;

/// <summary>Of all that a learner handed in, the notebook that is graded.</summary>
internal static class LearnersFile
{
    private const int mostZips = 8, mostNotebooks = 16; // looked into

    public static SubmissionFile Choose(string folder, IReadOnlyList<Entry> entries, Lab lab)
    {
        var name = LearnerName.Of(folder);
        if (!entries.Any(entry => entry.IsNotebook && entry.IsLabs(lab)))
            entries = [.. entries, .. entries.Where(entry => entry.IsZip).Take(mostZips)
                .SelectMany(zip => ZipEntries.Inside(zip, lab.Words)).Where(entry => !entry.IsNoise)];
        var all = entries.Where(entry => entry.IsNotebook).ToList();
        var notes = new List<string>();
        var (chosen, fault) = One(all, lab, notes);
        chosen ??= all.Count == 0 && entries.Count == 1 ? entries[0] : null;
        var time = Time(entries, chosen, lab, notes);
        fault ??= chosen is null ? entries.Select(entry => entry.Fault).FirstOrDefault(text => text is not null)
            ?? lab.Words["NoFile", lab.Name]
            : chosen.Fault ?? (chosen.IsNotebook ? null : lab.Words["NoFile", lab.Name]);
        return new(name.Student, chosen?.Source ?? entries.Select(entry => entry.Source).FirstOrDefault(folder),
            fault is null ? () => chosen!.Bytes(SubmissionReader.LargestNotebook, lab.Words) : null, fault, time)
        {
            Platform = name.Platform,
            Notes = notes,
        };
    }

    private static (Entry? Chosen, string? Fault) One(List<Entry> all, Lab lab, List<string> notes)
    {
        foreach (var rule in new Predicate<Entry>[]
            { entry => entry.IsExactly(lab), entry => entry.IsLabs(lab) })
            if (all.FindAll(rule) is { Count: > 0 } called)
                all = called;
        if (all.Count < 2)
            return (all is [var only] ? only : null, null);
        // A copy of the repository holds the lab in two languages. The one with answers counts; of two, the one in the lab's
        // language.
        var read = all.Take(mostNotebooks).Select(entry => LookInto(entry, lab)).DistinctBy(one => one.Hash).ToList();
        var filled = read.FindAll(one => one.Answers > 0);
        var candidates = filled.Count > 0 ? filled : read;
        var own = candidates.FindAll(one => one.Language == lab.Language);
        var chosen = candidates.Count == 1 ? candidates[0] : own.Count == 1 ? own[0] : default;
        if (chosen.Entry is null)
            return (null, lab.Words["Several", lab.Name, all.Count,
                string.Join(", ", all.Take(5).Select(entry => LearnerName.Visible(entry.Name)))]);
        if (filled.Count > 1)
            notes.Add(lab.Words["BothLanguages", lab.Name, LearnerName.Visible(chosen.Entry.Name)]);
        return (chosen.Entry, null);
    }

    private static DateTimeOffset? Time(IReadOnlyList<Entry> entries, Entry? notebook, Lab lab, List<string> notes)
    {
        // the one beside the notebook, else any
        if (entries.Where(entry => entry.IsTimestamp).MaxBy(entry => entry.Folder == notebook?.Folder) is not { } beside)
            return null;
        var text = "";
        try
        {
            text = new StreamReader(new MemoryStream(beside.Bytes(10_000, lab.Words))).ReadToEnd().Trim();
            if (SubmissionTime.Parse(text) is { } time)
                return time;
        }
        catch (Exception e) when (e is UngradableException || ZipEntries.IsDamage(e))
        {
            // Noted.
        }
        notes.Add(lab.Words["UnreadTime", LearnerName.Visible(text.Length > 60 ? text[..60] + "..." : text)]);
        return null;
    }

    private static (Entry Entry, string Hash, int Answers, string Language) LookInto(Entry entry, Lab lab)
    {
        try
        {
            var bytes = entry.Bytes(SubmissionReader.LargestNotebook, lab.Words);
            var notebook = Notebook.Parse(bytes);
            return (entry, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)),
                AnswerSheet.Written(notebook, lab), Page.Language(notebook, new PageOptions { Source = entry.Name }));
        }
        catch (Exception e) when (e is UngradableException or NotebookException || ZipEntries.IsDamage(e))
        {
            return (entry, entry.Name, 0, "");
        }
    }
}
