using System.Security.Cryptography;
using System.Text;

namespace Course.Kernel.Wire;

/// <summary>
/// The HMAC-SHA256 signature of the four JSON frames of a message. An empty key means that messages are not signed, as the
/// protocol has it.
/// </summary>
internal sealed class Signature(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    /// <summary>The signature as lower-case hexadecimal digits, or nothing for an empty key.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var frame in frames)
            hash.AppendData(frame);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Compares in constant time, so that timing does not give a signature away.</summary>
    public bool Matches(ReadOnlySpan<byte> signature, ReadOnlySpan<byte[]> frames) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Sign(frames));
}
