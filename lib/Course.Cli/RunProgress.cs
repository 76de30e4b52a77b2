using Course.Notebooks;
using Spectre.Console;

namespace Course.Cli;

/// <summary>What <c>course run</c> shows on the terminal: a bar while a notebook runs, a line when it has.</summary>
internal static class RunProgress
{
    public static NotebookRun Show(string name, Func<Action<int, int>, NotebookRun> run)
    {
        if (Console.IsOutputRedirected)
            return run((_, _) => { });
        return AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(name));
                return run((number, count) =>
                {
                    task.MaxValue = count;
                    task.Value = number - 1;
                    task.Description = Markup.Escape($"{name}  cell {number} of {count}");
                });
            });
    }

    public static void Report(string name, NotebookRun run)
    {
        var outcome = run.Failure is null ? "[green]passed[/]" : "[red]failed[/]";
        AnsiConsole.MarkupLine($"{Markup.Escape(name)}: {outcome}, {run.Cells.Count} cells in {run.Duration.TotalSeconds:F1} s");
        if (run.Failure is not { Result: CellResult.Failed(var error, var message, var traceback) } failure)
            return;
        AnsiConsole.MarkupLine(
            $"  cell {failure.Number} ({Markup.Escape(failure.Cell.Id ?? "without id")}): [red]{Markup.Escape(error)}[/]: "
                + $"{Markup.Escape(message)}");
        foreach (var line in traceback)
            AnsiConsole.MarkupLine($"    {Markup.Escape(line)}");
    }
}
