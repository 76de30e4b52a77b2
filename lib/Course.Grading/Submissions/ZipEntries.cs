using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Course.Grading;

/// <summary>What lies in a zip. Entries are read into memory, never written under the names they claim.</summary>
internal static class ZipEntries
{
    private const int mostEntries = 100_000;
    private const long largestInside = 64 << 20; // a zip in a zip is read as a whole
    private const int unixLink = 0xA000, unixKind = 0xF000;

    /// <summary>A whole course's: it stays open, as finding one of many entries anew takes long.</summary>
    /// <exception cref="LabException">It is none.</exception>
    public static IReadOnlyList<Entry> Read(string zip, Words words)
    {
        try
        {
            var (archive, gate) = (Archive(Open(zip)), new Lock());
            return [.. archive.Entries.Select(entry => Of(entry, zip, words, () => Copy(entry, gate)))];
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new LabException(
                $"{zip}: expected a zip of submissions, found a file that can't be read as one: {e.Message}", e);
        }
    }

    /// <summary>A learner's, which lies beside others or in another zip.</summary>
    public static IReadOnlyList<Entry> Inside(Entry zip, Words words)
    {
        try
        {
            using var archive = Archive(zip.OpenWhole(words));
            return [.. archive.Entries.Select((entry, i) => Of(entry, zip.Source, words, () =>
            {
                using var again = Archive(zip.OpenWhole(words));
                return Copy(again.Entries[i], new Lock());
            }))];
        }
        catch (Exception e) when (IsDamage(e))
        {
            return [zip with { Fault = words["Unreadable"] }];
        }
        catch (UngradableException e)
        {
            return [zip with { Fault = e.Message }];
        }
    }

    internal static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or UnauthorizedAccessException;

    private static Stream OpenWhole(this Entry zip, Words words)
    {
        var content = zip.Fault is null ? zip.Open() : throw new UngradableException(zip.Fault);
        if (content is FileStream)
            return content;
        content.Dispose();
        return new MemoryStream(zip.Bytes(largestInside, words));
    }

    private static ZipArchive Archive(Stream content)
    {
        var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: false, new ZipNames());
        return archive.Entries.Count <= mostEntries ? archive
            : throw new InvalidDataException($"it has {archive.Entries.Count} entries");
    }

    private static FileStream Open(string zip) => new(zip, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    // The archive is for one reader at a time.
    private static MemoryStream Copy(ZipArchiveEntry entry, Lock gate)
    {
        lock (gate)
        {
            using var content = entry.Open();
            return Entry.Start(content, largestInside);
        }
    }

    private static Entry Of(ZipArchiveEntry entry, string zip, Words words, Func<Stream> open)
    {
        var shown = LearnerName.Visible(entry.FullName.Length > 200 ? entry.FullName[..200] : entry.FullName);
        return new Entry(entry.FullName, $"{zip}: {shown}", open)
        {
            Fault = Climbs(entry.FullName) ? words["Climbs", shown]
                : (entry.ExternalAttributes >> 16 & unixKind) == unixLink ? words["Link"]
                : entry.Length > largestInside || entry.Length > SubmissionReader.LargestNotebook
                && !entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                ? SubmissionReader.TooLarge(entry.Length, words) : null,
        };
    }

    private static bool Climbs(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || name.Length > 1 && name[1] == ':'
        || name.Split('/', '\\').Contains("..");
}

/// <summary>
/// Names that a zip does not say to be UTF-8: macOS writes UTF-8 all the same, Korean Windows its code page 949. Bytes that are
/// neither stay different from each other.
/// </summary>
internal sealed class ZipNames : UTF8Encoding
{
    private static readonly Encoding korean = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public override string GetString(byte[] bytes, int index, int count)
    {
        if (Utf8.IsValid(bytes.AsSpan(index, count)))
            return base.GetString(bytes, index, count);
        try
        {
            return korean.GetString(bytes, index, count);
        }
        catch (DecoderFallbackException)
        {
            return Latin1.GetString(bytes, index, count);
        }
    }
}
