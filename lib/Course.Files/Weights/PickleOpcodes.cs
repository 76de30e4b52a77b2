namespace Course.Files;

/// <summary>The names of all pickle opcodes, so that a refusal can say what it refuses.</summary>
internal static class PickleOpcodes
{
    public static string Name(byte opcode) => Names.TryGetValue((char)opcode, out var name) ? name : $"0x{opcode:x2} (unknown)";

    /// <summary>Those that the machine does not run; Lib/pickletools.py of CPython.</summary>
    private static readonly Dictionary<char, string> Names = new()
    {
        ['F'] = "FLOAT",
        ['I'] = "INT",
        ['L'] = "LONG",
        ['P'] = "PERSID",
        ['S'] = "STRING",
        ['V'] = "UNICODE",
        ['d'] = "DICT",
        ['g'] = "GET",
        ['i'] = "INST",
        ['l'] = "LIST",
        ['o'] = "OBJ",
        ['p'] = "PUT",
        ['\x82'] = "EXT1",
        ['\x83'] = "EXT2",
        ['\x84'] = "EXT4",
        ['\x8b'] = "LONG4",
        ['\x92'] = "NEWOBJ_EX",
        ['\x97'] = "NEXT_BUFFER",
        ['\x98'] = "READONLY_BUFFER",
    };
}
