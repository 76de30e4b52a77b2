using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Course.Files;

/// <summary>
/// The operands of pickle opcodes. Lengths are checked before memory is asked for: a damaged one must not ask for gigabytes.
/// </summary>
internal sealed class PickleReader(Stream stream, PickleWorld world)
{
    public byte ReadByte() => stream.ReadByte() is >= 0 and var value ? (byte)value : throw Damaged("it ends early");

    public byte[] ReadBytes(long count)
    {
        if (count < 0 || count > stream.Length - stream.Position || count > Array.MaxLength)
            throw Damaged("it ends early");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A little-endian number without sign, of up to eight bytes.</summary>
    public long ReadSize(int bytes)
    {
        Span<byte> eight = stackalloc byte[8];
        ReadBytes(bytes).CopyTo(eight);
        return BinaryPrimitives.ReadInt64LittleEndian(eight);
    }

    /// <summary>A long where it fits, else a BigInteger, such as PyTorch's magic number.</summary>
    public object ReadLong(int bytes)
    {
        var value = new BigInteger(ReadBytes(bytes));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    public double ReadDouble() => BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8));

    public string ReadText(long count) => Encoding.UTF8.GetString(ReadBytes(count));

    public string ReadLatin(long count) => Encoding.Latin1.GetString(ReadBytes(count));

    public string ReadLine()
    {
        var line = new StringBuilder();
        for (var next = ReadByte(); next != '\n'; next = ReadByte())
            if (line.Append((char)next).Length > 500)
                throw Damaged("a name is longer than 500 characters");
        return line.ToString();
    }

    public InvalidDataException Damaged(string what) => world.Damaged($"its pickle is damaged: {what}");
}
