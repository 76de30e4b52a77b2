using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Course.Notebooks;

/// <summary>
/// Loads compiled cells, runs them one after the other on one thread, and says what went wrong in the learner's terms. A
/// <see cref="ScriptSession"/> is this behind a compiler; the grader's sandbox is this alone.
/// </summary>
public sealed class CellMachine : IDisposable
{
    private const string entryMethod = "<Factory>"; // Roslyn's name

    private readonly CellThread thread = new();
    private readonly CellScope.Session scopes = new();
    private readonly ConcurrentDictionary<string, Assembly> assemblies = [];
    // two texts may have one name: a cell in pieces, a silent request
    private readonly ConcurrentDictionary<Assembly, CellSource> sources = [];
    private object?[] slots = new object?[64];

    public CellMachine()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        RunawayExceptions.Install();
    }

    /// <summary>Runs before each cell, on the cells' thread.</summary>
    public Action? Before { get; set; }

    /// <summary>Runs a compiled cell to its end. Never throws for what the cell does.</summary>
    /// <param name="value">Gets the value of the cell's last expression.</param>
    public CellResult Run(CellImage cell, ICellOutput output, Action<object?> value, CancellationToken cancel) => Run(scope =>
    {
        value(Run(cell, scope, static result => result));
        return null;
    }, output, cancel);

    /// <summary>Runs what a cell asks for, compiled cells among it, and turns its exceptions into a result.</summary>
    internal CellResult Run(Func<CellScope, MimeBundle?> cell, ICellOutput output, CancellationToken cancel)
    {
        ConsoleCapture.Install();
        SpareFiles.Keep();
        // Cancelling the host's token directly would block the host until the cell has stopped.
        var stop = new CancellationTokenSource();
        using var link = cancel.UnsafeRegister(_ => Cancellation.Begin(stop), null);
        using var scope = new CellScope(scopes, output, stop.Token);
        try
        {
            try
            {
                return new CellResult.Succeeded(cell(scope));
            }
            finally // before an error is described, which takes files too
            {
                if (SpareFiles.Release())
                    scope.Write(StreamName.Error, "This session has no file descriptor left: its cells hold too many open files, "
                        + "sockets or pipes. Dispose of them, or restart the kernel.\n");
            }
        }
        catch (CellException e)
        {
            return e.Failure;
        }
        catch (Exception e)
        {
            return cancel.IsCancellationRequested ? RunTimeErrors.Interrupted : Describe(e, scope);
        }
        finally
        {
            ConsoleCapture.Install();
        }
    }

    // On the cells' thread, because a learner's exception may have code of its own, even such as never ends.
    private CellResult.Failed Describe(Exception exception, CellScope scope)
    {
        try
        {
            return thread.Run(() =>
            {
                scope.Enter();
                return Task.FromResult(RunTimeErrors.Describe(exception, sources.GetValueOrDefault));
            }, scope.Cancel);
        }
        catch (Exception e)
        {
            return scope.Cancel.IsCancellationRequested ? RunTimeErrors.Interrupted
                : CellException.With(exception.GetType().Name, $"(its message can't be had: {e.GetType().Name})").Failure;
        }
    }

    /// <param name="result">What to make of the cell's value, on the cells' thread.</param>
    internal T Run<T>(CellImage cell, CellScope scope, Func<object?, T> result)
    {
        if (cell.Code.Length == 0)
            return result(null);
        var assembly = assemblies[cell.Name] = AssemblyLoadContext.Default.LoadFromStream(
            new MemoryStream(cell.Code), new MemoryStream(cell.Symbols));
        if (cell.Source.Text.Length > 0)
            sources[assembly] = cell.Source;
        var run = assembly.GetType(cell.Name, throwOnError: true)!
            .GetMethod(entryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        if (cell.Slot >= slots.Length)
            Array.Resize(ref slots, 2 * cell.Slot);
        var chain = cell.Beside ? [.. slots] : slots;
        return thread.Run(async () =>
        {
            scope.Enter();
            Before?.Invoke();
            return result(await run(chain));
        }, scope.Cancel);
    }

    /// <summary>The object that holds a cell's variables; null before the cell has begun.</summary>
    internal object? Slot(int number) => number < slots.Length ? slots[number] : null;

    public void Dispose()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        thread.Dispose();
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => assemblies.GetValueOrDefault(name.Name!);
}
