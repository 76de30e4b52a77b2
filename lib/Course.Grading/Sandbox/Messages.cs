namespace Course.Grading;

/// <summary>A compiled cell on its way into the sandbox.</summary>
/// <param name="Name">Its name in error messages.</param>
/// <param name="Text">The text to quote in them; empty for hidden tests.</param>
/// <param name="Slot">Where in the chain its variables live; 0 for a cell without code.</param>
/// <param name="Beside">Runs on a copy of the chain: later cells never see it.</param>
internal sealed record CompiledCell(
    string Name, string Text, string Assembly, string Type, string Method, int Slot, byte[] Image, byte[] Symbols, bool Beside = false)
{
    public void Write(BinaryWriter writer)
    {
        foreach (var text in new[] { Name, Text, Assembly, Type, Method }) writer.Write(text);
        writer.Write(Slot);
        writer.WriteBytes(Image);
        writer.WriteBytes(Symbols);
        writer.Write(Beside);
    }

    public static CompiledCell Read(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(),
        reader.ReadInt32(), Frame.ReadBytes(reader), Frame.ReadBytes(reader), reader.ReadBoolean());
}

/// <summary>What the sandbox says of a cell. Nothing in it is believed but the <paramref name="Token"/>, which only a check that ran to its end knows.</summary>
/// <param name="Number">The value of a check's last expression, where that is a number: partial credit.</param>
/// <param name="Error">Name and message of what went wrong; null if nothing did.</param>
/// <param name="Trace">Where in the learner's code.</param>
/// <param name="Output">What the cell printed, cut off at <see cref="LargestOutput"/>.</param>
internal sealed record Reply(string Token, double? Number, string? Error, IReadOnlyList<string> Trace, string Output)
{
    /// <summary>The grader stopped the cell, because it took too long. Never sent.</summary>
    public bool Stopped { get; init; }

    /// <summary>Characters kept of what a cell prints.</summary>
    public const int LargestOutput = 20_000;
    private const int largestLine = 2_000;
    private const int mostLines = 60;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Token);
        writer.Write(Number.HasValue);
        writer.Write(Number ?? 0);
        writer.Write(Error is not null);
        writer.Write(Cut(Error ?? ""));
        writer.Write(Math.Min(Trace.Count, mostLines));
        foreach (var line in Trace.Take(mostLines)) writer.Write(Cut(line));
        writer.Write(Output);
    }

    public static Reply Read(BinaryReader reader)
    {
        var token = reader.ReadString();
        double? number = reader.ReadBoolean() ? reader.ReadDouble() : null;
        if (number is null) reader.ReadDouble();
        var failed = reader.ReadBoolean();
        var error = reader.ReadString();
        var trace = new string[Math.Clamp(reader.ReadInt32(), 0, mostLines)];
        for (var i = 0; i < trace.Length; i++) trace[i] = Cut(reader.ReadString());
        var output = reader.ReadString();
        return new Reply(token, number, failed ? Cut(error) : null, trace, output.Length <= LargestOutput + 200 ? output : output[..LargestOutput]);
    }

    private static string Cut(string text) => text.Length <= largestLine ? text : text[..largestLine] + " ...";
}

/// <summary>First byte of a request.</summary>
internal enum Request : byte
{
    Run = 1,
    Cancel = 2,
}
