using System.Text;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Files;

/// <summary>
/// The weights of a network in a file: PyTorch's .pth (zip and legacy form) or safetensors. Loading reads only the list of
/// tensors; their numbers stream from the file into the network or into new tensors when asked for, so memory never holds them
/// twice.
/// </summary>
/// <remarks>A .pth file is a Python program. This reader builds tensors and plain containers from it and refuses everything
/// else.</remarks>
public sealed class Weights
{
    private readonly DateTime written;

    private Weights(
        string path, DateTime written, IReadOnlyList<WeightEntry> entries, IReadOnlyDictionary<string, object?> values)
    {
        (Path, this.written, Entries, Values) = (path, written, entries, values);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the file's order; names of nested containers are joined with dots.</summary>
    public IReadOnlyList<WeightEntry> Entries { get; }

    /// <summary>
    /// What else the file holds: numbers and strings such as a checkpoint's epoch, or the metadata of safetensors.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>What is missing here of the file: objects that are no plain values, and what is beside the part taken.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    /// <summary>What stood before the names of these tensors in the file.</summary>
    internal string Wrapper { get; private init; } = "";

    /// <summary>Reads what is in a weight file, without its numbers.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, is no weight file, or asks to run code.</exception>
    public static Weights Load(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no weight file {path}.", path);
        using var file = File.OpenRead(path);
        var written = File.GetLastWriteTimeUtc(path);
        try
        {
            var start = new byte[16];
            var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (TorchSharpFile.Is(file))
                throw TorchSharpFile.Refusal(path);
            file.Position = 0;
            if (length >= 4 && start is [(byte)'P', (byte)'K', 3, 4, ..])
                return Of(TorchArchive.Read(file));
            if (length >= 2 && start is [0x80, >= 2 and <= 5, ..] && start[8] != '{')
                return Of(TorchLegacy.Read(file));
            if (length < 9 || start[8] != '{')
                throw new InvalidDataException($"{path}: {Unknown(start.AsSpan(0, length))}");
            var (entries, metadata) = SafeTensors.Read(file);
            return new Weights(path, written, entries, metadata);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"{path}: it ends early. Get the file again.");
        }

        Weights Of(object? tree)
        {
            var flat = new WeightTree(path).Add(tree);
            return new Weights(path, written, flat.Entries, flat.Values) { LeftOut = flat.LeftOut };
        }
    }

    /// <summary>
    /// The part that is a network's, under the network's names: whatever dictionaries of a checkpoint are around it
    /// (<c>state_dict</c>, <c>model</c> ...), and without what wrappers put before its names (<c>module.</c> ...).
    /// </summary>
    /// <param name="network">The network; only the names and shapes of its tensors count.</param>
    /// <returns>The one part that fits, else the one that comes nearest.</returns>
    /// <exception cref="InvalidDataException">Several parts fit; the message names them.</exception>
    public Weights StateDict(Module network)
    {
        var (wrapper, entries, rest) = WeightSearch.In(this, network);
        var beside = rest.CountBy(entry => entry.Name.Split('.')[0]).Select(group => $"{group.Key} ({group.Value} tensors)");
        return new(Path, written, entries, Values) { Wrapper = Wrapper + wrapper, LeftOut = [.. LeftOut, .. beside] };
    }

    /// <summary>The tensors whose names begin so, without that beginning: <c>Part("backbone.")</c>.</summary>
    public Weights Part(string prefix) => With(Entries.Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(e => e.Named(e.Name[prefix.Length..])));

    /// <summary>
    /// The same tensors under other names: those that begin with <paramref name="from"/> begin with <paramref name="to"/>.
    /// </summary>
    public Weights Renamed(string from, string to) =>
        With(Entries.Select(e => e.Name.StartsWith(from, StringComparison.Ordinal) ? e.Named(to + e.Name[from.Length..]) : e));

    /// <summary>What it holds, in a line.</summary>
    public override string ToString() =>
        $"{Path}: {Entries.Count} tensors" + (LeftOut.Count == 0 ? "" : $"; left out: {string.Join(", ", LeftOut)}");

    /// <summary>
    /// Reads all tensors into memory. Those that share memory in the file share it here; the caller disposes them.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged or has changed.</exception>
    public Dictionary<string, Tensor> Tensors()
    {
        using var file = Reopen();
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var group in Entries.GroupBy(entry => entry.Storage))
        {
            group.Key.Region.Verify(file, $"'{group.First().Name}'");
            var storage = group.Key.Read(file);
            foreach (var entry in group)
                tensors.Add(entry.Name, storage.as_strided([.. entry.Shape], [.. entry.Strides], entry.Offset)
                    .MoveToOuterDisposeScope());
        }

        return tensors;
    }

    /// <summary>Copies the weights into a module, all of them or none.</summary>
    /// <param name="module">A module whose state dict has the same names and shapes.</param>
    /// <param name="convertTypes">Allows other floating types in the file, such as float16 for a float32 network.</param>
    /// <param name="advice">What to tell beside the differences where the file does not fit.</param>
    /// <exception cref="InvalidDataException">The file does not fit (every mismatch is listed) or is damaged; the module is
    /// unchanged.</exception>
    public void Into(Module module, bool convertTypes = false, string? advice = null)
    {
        var pairs = WeightMatch.Check(StateDict(module), module, convertTypes, advice);
        using var file = Reopen();
        // First everything that can be wrong, then the copying: nothing is left half-loaded.
        foreach (var storage in pairs.Select(pair => pair.Entry.Storage).Distinct()) storage.Region.Verify(
            file, $"storage {storage.Key}");
        using var quiet = no_grad();
        foreach (var group in pairs.GroupBy(pair => pair.Entry.Storage)) Copy(file, group.Key, [.. group]);
    }

    /// <summary>Writes tensors as safetensors; the file appears under its name only once it is whole.</summary>
    /// <param name="path">Where to, usually <c>.safetensors</c>.</param>
    /// <param name="tensors">Names and tensors, such as <c>StateDict.Of(network)</c>.</param>
    /// <param name="metadata">Strings to keep with them.</param>
    /// <exception cref="ArgumentException">A name occurs twice, or a type is none of the format's.</exception>
    public static void Save(
        string path, IEnumerable<(string Key, Tensor Value)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafeTensorsWriter.Write(path, [.. tensors], metadata);

    private static void Copy(FileStream file, WeightStorage storage, IReadOnlyList<(WeightEntry Entry, Tensor Target)> pairs)
    {
        using var scope = NewDisposeScope();
        Tensor? whole = null;
        foreach (var (entry, target) in pairs)
        {
            if (entry.IsContiguous && target.is_contiguous() && storage.Region.Packed is null)
                storage.ReadInto(file, entry.Offset, target);
            else target.copy_((whole ??= storage.Read(file)).as_strided([.. entry.Shape], [.. entry.Strides], entry.Offset));
        }
    }

    private Weights With(IEnumerable<WeightEntry> entries) =>
        new(Path, written, [.. entries], Values) { LeftOut = LeftOut, Wrapper = Wrapper };

    private FileStream Reopen()
    {
        if (File.GetLastWriteTimeUtc(Path) != written)
            throw new InvalidDataException($"{Path} has changed since it was loaded. Load it again.");
        return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
    }

    private static string Unknown(ReadOnlySpan<byte> start) => start.Length == 0
        ? "the file is empty. Get it again."
        : "neither a PyTorch file nor safetensors; it begins with '"
        + new string([.. Encoding.Latin1.GetString(start).Select(c => c is >= ' ' and <= '~' ? c : '?')])
            + "'. A page of a web site or a Git LFS pointer may have been saved in its place.";
}
