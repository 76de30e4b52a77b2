using System.Diagnostics;

namespace Course.Notebooks;

/// <param name="Host">The command that serves a session; see <see cref="SessionProcess.Start"/>.</param>
/// <param name="CellTimeout">Longest time for one cell.</param>
/// <param name="AllowErrors">Go on after a cell that fails.</param>
public sealed record RunOptions(IReadOnlyList<string> Host, TimeSpan CellTimeout, bool AllowErrors = false);

/// <summary>What happened to one code cell.</summary>
public sealed record ExecutedCell(Cell Cell, int Number, CellResult Result, TimeSpan Duration);

/// <summary>What happened to a notebook: the cells that ran, and the first failure nobody expected.</summary>
public sealed record NotebookRun(IReadOnlyList<ExecutedCell> Cells, ExecutedCell? Failure, TimeSpan Duration);

/// <summary>Executes a notebook from its first cell to its last in a fresh process, and writes the outputs into it.</summary>
public sealed class NotebookRunner(RunOptions options)
{
    /// <param name="notebook">Gets the outputs; those it had are removed.</param>
    /// <param name="folder">The notebook's folder: relative paths in its cells start there.</param>
    /// <param name="progress">Told of each cell that begins: its number, and how many there are.</param>
    /// <param name="cancel">Interrupts the cell that runs, and ends the run.</param>
    public NotebookRun Run(
        Notebook notebook, string folder, Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        var cells = notebook.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.IsSkipped).ToList();
        foreach (var cell in cells)
        {
            cell.ClearOutputs();
            cell.ExecutionCount = null;
        }

        var clock = Stopwatch.StartNew();
        var runs = new List<ExecutedCell>();
        ExecutedCell? failure = null;
        using var session = SessionProcess.Start(options.Host, folder);
        foreach (var cell in cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Source)))
        {
            progress?.Invoke(runs.Count + 1, cells.Count);
            var run = RunCell(session, notebook, cell, runs.Count + 1, cancel);
            runs.Add(run);
            // As in nbclient: a tag expects an exception, not the end of the session or of the patience.
            if (run.Result is CellResult.Failed failed
                && !(cell.ExpectsError && session.IsAlive && failed.Name != SessionProcess.TimedOut))
                failure ??= run;
            if ((failure is not null && !options.AllowErrors) || !session.IsAlive || cancel.IsCancellationRequested)
                break;
        }
        return new NotebookRun(runs, failure, clock.Elapsed);
    }

    private ExecutedCell RunCell(SessionProcess session, Notebook notebook, Cell cell, int number, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var output = new NotebookOutput(notebook, cell);
        cell.ExecutionCount = number;
        var source = new CellSource($"Cell [{number}]", cell.Source)
        { Language = CellLanguage.Of(cell.Metadata, notebook.Metadata) };
        var result = session.Run(source, output, options.CellTimeout, cancel);
        output.Finish(result);
        return new ExecutedCell(cell, number, result, clock.Elapsed);
    }
}
