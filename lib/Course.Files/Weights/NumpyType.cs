using System.Buffers.Binary;
using System.Numerics;

namespace Course.Files;

/// <summary>A <c>numpy.dtype</c> from a pickle, such as <c>f8</c>: scripts put NumPy's numbers beside the weights.</summary>
internal sealed class NumpyType(string code)
{
    /// <summary>Whether the most significant byte comes first; BUILD sets it.</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>A number of this type; null where the bytes are none.</summary>
    public object? Number(byte[] bytes)
    {
        if (IsBigEndian)
            bytes = [.. bytes.Reverse()];
        if (code is not [var kind, var size] || bytes.Length != size - '0')
            return null;
        var number = new BigInteger(bytes, isUnsigned: kind == 'u');
        return code switch
        {
            "b1" => number != 0,
            "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" => (long)number,
            "u8" => (double)number,
            "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            "f4" => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => null,
        };
    }
}
