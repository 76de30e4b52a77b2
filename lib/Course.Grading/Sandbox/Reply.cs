using System.Globalization;
using System.Runtime.CompilerServices;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// What the sandbox says of a cell. Nothing in it is believed but the <paramref name="Token"/>, which only a check that ran to
/// its end knows.
/// </summary>
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

    /// <summary>Runs a cell, and says how it went.</summary>
    public static Reply Of(CellMachine machine, CellImage cell, CancellationToken cancel)
    {
        var (output, token, number) = (new TextOutput(LargestOutput), "", default(double?));
        var failure = machine.Run(cell, output, value =>
        {
            if (value is ITuple { Length: 2 } pair && pair[0] is string secret)
                (token, number) = (secret, ToNumber(pair[1]));
        }, cancel) as CellResult.Failed;
        var cut = output.IsCut ? $"\n[Cut off here: the cell prints more than {LargestOutput:N0} characters.]\n" : "";
        var error = failure is null ? null : $"{failure.Name}: {failure.Message}";
        return new Reply(token, number, error, failure?.Traceback ?? [], output.Text + cut);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Token);
        writer.Write(Number.HasValue);
        if (Number is { } number)
            writer.Write(number);
        writer.Write(Error is not null);
        if (Error is not null)
            writer.Write(Cut(Error));
        writer.Write(Math.Min(Trace.Count, mostLines));
        foreach (var line in Trace.Take(mostLines)) writer.Write(Cut(line));
        writer.Write(Output);
    }

    public static Reply Read(BinaryReader reader)
    {
        var token = reader.ReadString();
        double? number = reader.ReadBoolean() ? reader.ReadDouble() : null;
        var error = reader.ReadBoolean() ? Cut(reader.ReadString()) : null;
        var trace = new string[Math.Clamp(reader.ReadInt32(), 0, mostLines)];
        for (var i = 0; i < trace.Length; i++) trace[i] = Cut(reader.ReadString());
        var output = reader.ReadString();
        return new Reply(token, number, error, trace, output.Length <= LargestOutput + 200 ? output : output[..LargestOutput]);
    }

    private static double? ToNumber(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or Half or float or double or decimal =>
            Convert.ToDouble(value is Half half ? (double)half : value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Cut(string text) => text.Length <= largestLine ? text : text[..largestLine] + " ...";
}
