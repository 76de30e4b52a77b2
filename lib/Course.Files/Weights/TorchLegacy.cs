using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Course.Files;

/// <summary>
/// The form that <c>torch.save</c> wrote before PyTorch 1.6: five pickles one after the other (magic number, protocol, system,
/// tensors, storage keys), then each storage as an element count and its bytes.
/// </summary>
/// <remarks>torch/serialization.py, <c>_legacy_load</c>.</remarks>
internal static class TorchLegacy
{
    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber);

    public static object? Read(FileStream file)
    {
        var world = new PickleWorld(file.Name);
        if (Next() is not BigInteger magic || magic != Magic)
            throw new InvalidDataException(
                $"{file.Name}: a pickle, but not one that torch.save wrote (its magic number is missing).");
        if (Next() is not 1001L)
            throw world.Damaged("its legacy protocol is not 1001");
        if (Next() is not PickleDict system)
            throw world.Damaged("its system description is missing");
        if (system.GetValueOrDefault("little_endian") is not true)
            throw world.Damaged("it was written on a big-endian computer; only little-endian files are read");
        var tree = Next();
        if (Next() is not List<object?> keys)
            throw world.Damaged("its list of storages is missing");
        foreach (var key in keys) Locate(file, world, key as string ?? throw world.Damaged("a storage key is no string"));
        foreach (var storage in world.Storages.Values)
            if (storage.Region.Offset == 0)
                throw world.Damaged($"storage {storage.Key} is missing");
        return tree;

        object? Next() => new PickleMachine(file, world).Run();
    }

    private static void Locate(FileStream file, PickleWorld world, string key)
    {
        if (!world.Storages.TryGetValue(key, out var storage) || storage.Region.Offset != 0)
            throw world.Damaged($"storage {key} belongs to no tensor, or is listed twice");
        Span<byte> count = stackalloc byte[8];
        if (file.ReadAtLeast(count, 8, throwOnEndOfStream: false) < 8)
            throw world.Damaged("it ends early");
        var written = BinaryPrimitives.ReadInt64LittleEndian(count);
        if (written != storage.Count)
            throw world.Damaged($"storage {key} has {written} elements, its tensors say {storage.Count}");
        if (storage.Bytes > file.Length - file.Position)
            throw world.Damaged(
                $"it ends early: storage {key} needs {storage.Bytes:N0} bytes, {file.Length - file.Position:N0} are left");
        storage.Region = new FileRegion(file.Position, storage.Bytes);
        file.Position += storage.Bytes;
    }
}
