using System.Text;

namespace Course.Notebooks;

/// <summary>Console.Out, Error and In of cells. Code of the host keeps the console it has.</summary>
internal static class ConsoleCapture
{
    private static readonly Lock gate = new();
    private static readonly TextWriter hostOut = Console.Out;
    private static readonly TextWriter hostError = Console.Error;
    private static readonly TextReader hostIn = Console.In;
    private static TextWriter? output, error;
    private static TextReader? input;

    /// <summary>Puts the capture in place: a cell before may have replaced it.</summary>
    public static void Install()
    {
        lock (gate)
        {
            Console.SetOut(new Writer(StreamName.Out, hostOut));
            Console.SetError(new Writer(StreamName.Error, hostError));
            Console.SetIn(new Reader(hostIn));
            (output, error, input) = (Console.Out, Console.Error, Console.In);
        }
    }

    /// <summary>
    /// Gives up the locks that .NET puts around the console's writers, if this thread was stopped just between taking one and
    /// using it: nobody else could print again.
    /// </summary>
    public static void Unlock()
    {
        foreach (var writer in new object?[] { output, error, input })
        {
            while (writer is not null && Monitor.IsEntered(writer)) Monitor.Exit(writer);
        }
    }

    // Closing these does nothing: a cell that closes the console closes it for nobody.
    private sealed class Writer(StreamName stream, TextWriter host) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine() => Write("\n");

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (CellScope.Current is { } cell)
                cell.Write(stream, buffer);
            else if (!CellScope.IsInside)
                host.Write(buffer);
        }

        public override void Flush()
        {
            if (!CellScope.IsInside)
                host.Flush();
        }
    }

    private sealed class Reader(TextReader host) : TextReader
    {
        private StringReader rest = new("");

        public override string? ReadLine() => Source().ReadLine();

        public override int Peek() => CellScope.IsInside ? rest.Peek() : host.Peek();

        public override int Read() => Source().Read();

        // In a cell what is left of the learner's last line, else a new one.
        private TextReader Source()
        {
            if (!CellScope.IsInside)
                return host;
            if (rest.Peek() < 0 && CellScope.Current?.ReadLine("", hidden: false) is { } line)
                rest = new(line + "\n");
            return rest;
        }
    }
}
