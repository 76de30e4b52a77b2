using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>Runs cells that were compiled elsewhere: what <see cref="ScriptSession"/> does after its compiler has finished.</summary>
internal sealed class CompiledSession : IDisposable
{
    private readonly CellThread thread = new();
    private readonly CellScope.Session scopes = new();
    private readonly ConcurrentDictionary<string, Assembly> assemblies = [];
    private readonly ConcurrentDictionary<string, CellSource> sources = [];
    private object?[] slots = new object?[64];

    public CompiledSession()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        RunawayExceptions.Install();
    }

    /// <summary>Runs a cell to its end. Never throws for what the cell does.</summary>
    public Reply Run(CompiledCell cell, CancellationToken cancel)
    {
        var output = new BoundedOutput();
        var (value, failure) = (default(object), default(CellResult.Failed));
        ConsoleCapture.Install();
        using (var scope = new CellScope(scopes, output, cancel))
        {
            try
            {
                if (cell.Text.Length > 0) sources[cell.Name] = new CellSource(cell.Name, cell.Text);
                if (cell.Image.Length > 0) value = RunCode(cell, scope, cancel);
            }
            catch (Exception e)
            {
                failure = cancel.IsCancellationRequested ? RunTimeErrors.Interrupted : RunTimeErrors.Describe(e, sources.GetValueOrDefault);
            }
            finally
            {
                ConsoleCapture.Install();
            }
        }
        var (token, number) = failure is null && value is ITuple { Length: 2 } pair && pair[0] is string secret ? (secret, Number(pair[1])) : ("", null);
        return new Reply(token, number, failure is null ? null : $"{failure.Name}: {failure.Message}", failure?.Traceback ?? [], output.Text);
    }

    public void Dispose() => thread.Dispose();

    private object? RunCode(CompiledCell cell, CellScope scope, CancellationToken cancel)
    {
        var assembly = assemblies[cell.Assembly] = AssemblyLoadContext.Default.LoadFromStream(
            new MemoryStream(cell.Image), cell.Symbols.Length > 0 ? new MemoryStream(cell.Symbols) : null);
        var run = assembly.GetType(cell.Type, throwOnError: true)!
            .GetMethod(cell.Method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        if (cell.Slot >= slots.Length) Array.Resize(ref slots, 2 * cell.Slot);
        var chain = cell.Beside ? [.. slots] : slots;
        return thread.Run(async () =>
        {
            scope.Enter();
            return await run(chain);
        }, cancel);
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => assemblies.GetValueOrDefault(name.Name!);

    private static double? Number(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or Half or float or double or decimal =>
            Convert.ToDouble(value is Half half ? (double)half : value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Keeps the beginning of what a cell prints, and nothing of what it shows.</summary>
    private sealed class BoundedOutput : ICellOutput
    {
        private readonly System.Text.StringBuilder text = new();
        private bool full;

        public string Text
        {
            get { lock (text) return text.ToString(); }
        }

        public void Stream(StreamName stream, string content)
        {
            lock (text)
            {
                if (full) return;
                full = text.Length + content.Length > Reply.LargestOutput;
                text.Append(content.AsSpan(0, Math.Min(content.Length, Reply.LargestOutput - text.Length)));
                if (full) text.Append($"\n[Cut off here: the cell prints more than {Reply.LargestOutput:N0} characters.]\n");
            }
        }

        public void Display(MimeBundle data, string? displayId)
        {
        }

        public void Update(string displayId, MimeBundle data)
        {
        }

        public void Clear(bool wait)
        {
        }

        public string ReadLine(string prompt, bool hidden) => throw new InvalidOperationException(
            "Console.ReadLine: nobody can answer while a lab is graded. Give the value in the code.");
    }
}
