using System.CommandLine;
using Course.Notebooks;
using Course.Pages;
using Spectre.Console;

namespace Course.Cli;

/// <summary><c>course run</c>: executes notebooks and leaves, for each, the executed notebook and a page.</summary>
internal static class RunCommand
{
    private const double DefaultTimeout = 1800; // the CNN on the real data takes minutes, on a small laptop many

    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK")
        {
            Description = "Notebooks, or folders of lessons; labs run when they are named.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for the executed notebooks and pages.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "out",
        };
        var timeout = Timeout();
        var allowErrors = new Option<bool>("--allow-errors") { Description = "Go on after a cell that fails." };

        var command =
            new Command("run", "Executes notebooks, each in a fresh process, and writes them and their pages to a folder.")
        {
            notebooks, output, timeout, allowErrors,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(
            NotebookFiles.Find(parsed.GetValue(notebooks)!),
            Path.GetFullPath(parsed.GetValue(output)!),
            new RunOptions(Kit.SessionHost, TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(allowErrors)),
            cancel)));
        return command;
    }

    public static Option<double> Timeout()
    {
        var timeout = new Option<double>("--timeout")
        {
            Description = "Longest time for one cell, in seconds.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeout,
        };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, out var seconds) && seconds is <= 0 or > 1e6)
                result.AddError("--timeout: expected a number of seconds greater than 0, found " + result.Tokens[0].Value + ".");
        });
        return timeout;
    }

    private static int Run(IReadOnlyList<NotebookFile> files, string output, RunOptions options, CancellationToken cancel)
    {
        Directory.CreateDirectory(output); // fails now rather than after an hour of training
        if (FirstRun.Report() is { } downloaded)
            AnsiConsole.WriteLine(downloaded);
        var pages = new List<IndexEntry>();
        foreach (var file in files)
        {
            pages.Add(RunOne(file, output, options, cancel));
            if (cancel.IsCancellationRequested)
                break;
        }
        var index = Path.Combine(output, "index.html");
        IndexPage.Write(pages, index);
        AnsiConsole.WriteLine($"Pages: {index}");
        return pages.Count == files.Count && pages.All(page => page.Passed) ? 0 : CommandLine.Failed;
    }

    private static IndexEntry RunOne(NotebookFile file, string output, RunOptions options, CancellationToken cancel)
    {
        var notebook = NotebookFiles.Read(file);
        var run = Execute(file, notebook, options, cancel);
        var executed = Path.Combine(output, file.Name + ".ipynb");
        notebook.Write(executed);

        var page = new PageOptions { Source = file.Path, Duration = run.Duration, Index = "../index.html" };
        var (language, title) = Page.Write(notebook, Path.ChangeExtension(executed, ".html"), page);
        return new IndexEntry($"{file.Name.Replace('\\', '/')}.html", language, title, run.Failure is null, run.Duration);
    }

    /// <summary>Executes a notebook, and tells on the terminal how it goes and how it went.</summary>
    public static NotebookRun Execute(NotebookFile file, Notebook notebook, RunOptions options, CancellationToken cancel)
    {
        var run = RunProgress.Show(file.Name, report =>
            new NotebookRunner(options).Run(notebook, Path.GetDirectoryName(file.Path)!, report, cancel));
        RunProgress.Report(file.Name, run);
        return run;
    }
}
