using System.Text.RegularExpressions;

namespace Course.Grading;

/// <summary>A file of what was handed in, in a folder or in a zip. Nothing is unpacked, and no link is followed.</summary>
/// <param name="Name">Its path inside, as it stands there.</param>
/// <param name="Source">Where it lies, for the overview.</param>
/// <param name="Open">Its content.</param>
internal sealed record Entry(string Name, string Source, Func<Stream> Open)
{
    /// <summary>Why it is not read; null if it is.</summary>
    public string? Fault { get; init; }

    /// <summary>Folders and file, without what leads elsewhere.</summary>
    public string[] Parts { get; } =
        [.. Name.Split('/', '\\').Where(part => part is not ("" or "." or "..") && !(part.Length == 2 && part[1] == ':'))];

    public string File => Parts.Length == 0 ? "unnamed" : Parts[^1];

    public string Stem => Path.GetFileNameWithoutExtension(File);

    public string Folder => string.Join('/', Parts.SkipLast(1));

    public bool IsNotebook => File.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    public bool IsZip => File.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    public bool IsTimestamp => File == "timestamp.txt";

    /// <summary>What editors, git and macOS keep beside one's files.</summary>
    public bool IsNoise => Array.Exists(Parts, part => part.StartsWith('.') || part == "__MACOSX");

    /// <summary>It lies where a released repository has its notebooks.</summary>
    public bool IsInRepository => Parts is [.., "notebooks", "ko" or "en", _];

    /// <summary>The folders above it, or above the repository it lies in.</summary>
    public string[] Above => Parts.Length == 0 ? [] : IsInRepository ? Parts[..^3] : Parts[..^1];

    /// <summary>Whether it is called like the lab.</summary>
    public bool IsExactly(Lab lab) => Called.Equals(LearnerName.Visible(lab.Name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Or like a copy that a browser, Canvas, Windows or Jupyter has made of it.</summary>
    public bool IsLabs(Lab lab) => Regex.IsMatch(Called,
        $@"^{Regex.Escape(LearnerName.Visible(lab.Name))}( ?\(\d+\)|[-_ ]\d+|-Copy\d+| - .{{1,20}})?$", RegexOptions.IgnoreCase);

    private string Called => Path.GetFileNameWithoutExtension(LearnerName.Of(File).Rest);

    /// <exception cref="UngradableException">It holds more than is read, whatever it says of itself.</exception>
    public byte[] Bytes(long most, Words words)
    {
        if (Fault is not null)
            throw new UngradableException(Fault);
        using var content = Open();
        using var bytes = Start(content, most);
        return bytes.Length <= most ? bytes.ToArray()
            : throw new UngradableException(words["TooLarge", bytes.Length >> 20, most >> 20]);
    }

    /// <summary>A stream's content up to a length, or a little more, which tells that it is too long.</summary>
    internal static MemoryStream Start(Stream content, long most)
    {
        var start = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; start.Length <= most && (read = content.Read(buffer)) > 0;)
            start.Write(buffer, 0, read);
        start.Position = 0;
        return start;
    }
}
