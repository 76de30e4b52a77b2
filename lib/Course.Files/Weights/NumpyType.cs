using System.Buffers.Binary;

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
        return (code, bytes.Length) switch
        {
            ("b1", 1) => bytes[0] != 0,
            ("i1", 1) => (long)(sbyte)bytes[0],
            ("u1", 1) => (long)bytes[0],
            ("i2", 2) => (long)BinaryPrimitives.ReadInt16LittleEndian(bytes),
            ("u2", 2) => (long)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            ("i4", 4) => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            ("u4", 4) => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            ("i8", 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            ("u8", 8) => (double)BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            ("f2", 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            ("f4", 4) => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            ("f8", 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            _ => null,
        };
    }
}
