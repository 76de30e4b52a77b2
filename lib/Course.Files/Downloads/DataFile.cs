using System.Security.Cryptography;
using System.Text.Json;

namespace Course.Files;

/// <summary>One file of a data set, or a weight file, as its publisher made it.</summary>
/// <param name="Name">Its file name; one that ends in .gz is compressed. An archive, .tar.gz, is taken as it is.</param>
/// <param name="Urls">Where it can be had; tried in this order.</param>
/// <param name="Size">Length of the content in bytes (of a .gz: uncompressed); null where unknown: then at most 1 GiB.</param>
/// <param name="Sha256">SHA-256 of the content (of a .gz: uncompressed, since mirrors compress differently), hexadecimal.</param>
/// <param name="Sha256Prefix">The first digits of that, where no more is known: PyTorch writes eight into its weight files'
/// names.</param>
public sealed record DataFile(
    string Name, IReadOnlyList<Uri> Urls, long? Size = null, string? Sha256 = null, string? Sha256Prefix = null)
{
    /// <summary>
    /// More bytes than this are never written: the size and a margin, since compressed or not, no honest file is longer.
    /// </summary>
    internal long Most => Size + Size / 100 + 4096 ?? 1L << 30;

    /// <summary>Compares a file with what was published.</summary>
    /// <param name="path">The file on this machine.</param>
    /// <returns>What is wrong with it, or null when it is as published.</returns>
    public string? Fault(string path)
    {
        if (!File.Exists(path))
            return "missing";
        try
        {
            using var content = new Content(path, inflate: !Name.EndsWith(".tar.gz", StringComparison.Ordinal));
            if (Size is { } size && content.Length != size)
                return $"expected {size:N0} bytes of content, found {content.Length:N0}";
            var found = Hash(content);
            return found.StartsWith(Expected, StringComparison.OrdinalIgnoreCase) ? null
                : $"expected SHA-256 {Expected}, found {found[..Expected.Length]}";
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    /// <summary>Makes sure that the manifest's entry can be used.</summary>
    internal void Check(bool needsAddress = true)
    {
        if (!IsBare(Name) || needsAddress && Urls.Count == 0)
            throw new JsonException($"a file needs a bare name and at least one address (\"{Name}\")");
        if (Urls.FirstOrDefault(url => !url.IsAbsoluteUri || url.Scheme is not ("https" or "http")) is { } other)
            throw new JsonException($"{Name}: expected addresses that begin with https:// or http://, found \"{other}\"");
        if (Expected.Length is < 8 or > 64 || Expected.Any(digit => !char.IsAsciiHexDigit(digit)) || Sha256 is { Length: not 64 })
            throw new JsonException($"{Name} needs sha256 (64 hexadecimal digits) or sha256Prefix (at least 8)");
    }

    /// <summary>Whether a name is one of a file or folder, and no way to another place.</summary>
    internal static bool IsBare(string name) => name.Length > 0 && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private string Expected => Sha256 ?? Sha256Prefix ?? "";

    private static string Hash(Content content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long total = 0;
        // A gzip trailer may lie about the length: stop there, instead of inflating without end.
        for (int more; total <= content.Length && (more = content.Read(buffer)) > 0; total += more)
            hash.AppendData(buffer, 0, more);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
