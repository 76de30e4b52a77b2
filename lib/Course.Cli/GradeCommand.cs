using System.CommandLine;
using Course.Grading;
using Course.Notebooks;
using Spectre.Console;

namespace Course.Cli;

/// <summary><c>course grade</c>: submissions to results, and results to every report.</summary>
internal static class GradeCommand
{
    private static readonly Option<string> lab = new("--lab")
    {
        Description = "The lab's source, with solutions and hidden tests: notebooks/en/5.1-lab.ipynb.",
        HelpName = "NOTEBOOK",
        Required = true,
    };

    private static readonly Option<string> output =
        new("--out") { Description = "Folder for results and reports.", HelpName = "DIR", DefaultValueFactory = _ => "grades" };

    public static Command Create()
    {
        var submissions = new Argument<string[]>("SUBMISSION")
        {
            Description = "Notebooks, folders of notebooks, zips, or nbgrader's submitted/ folder.",
            Arity = ArgumentArity.OneOrMore,
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "Submissions graded at the same time.",
            HelpName = "N",
            DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount),
        };
        var shard = new Option<string?>("--shard")
        {
            Description = "Grade only the i-th of n parts; merge puts the parts together.",
            HelpName = "i/n",
        };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Longest time for one cell, in seconds.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => Limits.Default.Cell.TotalSeconds,
        };
        var memory = new Option<int>("--memory")
        {
            Description = "Memory of one submission, in MiB.",
            HelpName = "MIB",
            DefaultValueFactory = _ => Limits.Default.MemoryMiB,
        };
        var noSandbox = new Option<bool>("--no-sandbox")
        {
            Description = "Run submissions with YOUR rights, unprotected. Only for code you trust.",
        };
        Accept(jobs, number => number >= 1, "a number of 1 or more");
        Accept(timeout, seconds => seconds is > 0 and <= 3600, "seconds above 0, at most 3600");
        Accept(memory, size => size >= 512, "512 or more; libtorch alone needs half of that");

        var command = new Command("grade", "Grades submissions of a lab, each in a sandbox, and writes results and reports.")
        {
            submissions, lab, output, jobs, shard, timeout, memory, noSandbox, Merge(),
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Grade(
            Lab.Read(parsed.GetValue(lab)!), parsed.GetValue(submissions)!,
            new GradeOptions(Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(jobs),
                Limits.Default with
                {
                    Cell = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                    MemoryMiB = parsed.GetValue(memory),
                },
                Shard(parsed.GetValue(shard))),
            parsed.GetValue(noSandbox), cancel)));
        return command;
    }

    private static void Accept<T>(Option<T> option, Func<T?, bool> fits, string expected) => option.Validators.Add(result =>
    {
        try
        {
            if (fits(result.GetValueOrDefault<T>()))
                return;
        }
        catch (InvalidOperationException)
        {
            // Not even a number.
        }
        result.AddError($"{option.Name}: expected {expected}.");
    });

    private static Command Merge()
    {
        var parts = new Argument<string[]>("DIR")
        {
            Description = "The folders that the parts were graded into.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command =
            new Command("merge", "Puts the results of --shard runs together and writes the reports.") { parts, lab, output };
        command.SetAction(parsed =>
        {
            var all = ResultFolder.Merge(parsed.GetValue(parts)!, Path.GetFullPath(parsed.GetValue(output)!));
            Report(Lab.Read(parsed.GetValue(lab)!), Path.GetFullPath(parsed.GetValue(output)!), all);
            return 0;
        });
        return command;
    }

    private static int Grade(Lab lab, string[] paths, GradeOptions options, bool noSandbox, CancellationToken cancel)
    {
        var files = SubmissionReader.Find(paths, lab);
        if (files.Count == 0)
            throw CourseException.Usage($"{string.Join(", ", paths)}: expected submissions (.ipynb), found none.");
        Directory.CreateDirectory(options.Output);
        _ = new ManualPoints(options.Output); // a mistake in it is told before an hour of grading, not after
        if (noSandbox)
            AnsiConsole.MarkupLine(
                "[bold red]NO SANDBOX: the code of every submission runs with your rights. It can read and change what you "
                    + "can.[/]");
        using var run = new GradeRun(lab, options, Kit.Grader(noSandbox));
        AnsiConsole.WriteLine(run.SandboxDescription);
        var count = 0;
        var shown = new Lock();
        run.Run(files, (result, known) =>
        {
            lock (shown) Show(result, known, ++count, files.Count);
        }, cancel);
        if (cancel.IsCancellationRequested)
            return CommandLine.Failed;
        if (options.Shard is var (index, number))
        {
            AnsiConsole.WriteLine(
                $"Part {index} of {number} is in {options.Output}. When all are there: course grade merge DIR... --lab "
                    + $"{lab.Name}.ipynb --out DIR");
            return 0;
        }
        Report(lab, options.Output, new ResultFolder(options.Output).All());
        return 0;
    }

    private static void Report(Lab lab, string folder, IReadOnlyList<GradeResult> results)
    {
        var written = Reports.Write(lab, folder, results);
        var waiting = results.Count(result => result.WaitsForAPerson);
        if (waiting > 0)
            AnsiConsole.WriteLine(
                $"{waiting} wait for points by hand: enter them in {Path.Combine(folder, "manual.csv")} and run this again.");
        if (written.Strangers.Count > 0)
            AnsiConsole.WriteLine(
                "manual.csv has points for nobody that was graded: "
                    + $"{LearnerName.Visible(string.Join("; ", written.Strangers.Take(10)))}. They were kept; mend the ids.");
        AnsiConsole.WriteLine($"Overview: {written.Overview}");
    }

    private static void Show(GradeResult result, bool known, int number, int count)
    {
        var what = result.Fault is { } fault ? $"[red]not graded[/]: {Markup.Escape(LearnerName.Visible(fault))}"
            : $"{result.Score:0.##} of {result.MaximumScore:0.##}";
        AnsiConsole.MarkupLine(
            $"{number,5}/{count}  {Markup.Escape(LearnerName.Visible(result.Student))}: "
                + $"{what}{(known ? " [dim](as before)[/]" : "")}");
    }

    private static (int, int)? Shard(string? text)
    {
        if (text is null)
            return null;
        return text.Split('/') is [var i, var n] && int.TryParse(i, out var index) && int.TryParse(n, out var count) && index >= 1
            && index <= count
            ? (index, count)
            : throw CourseException.Usage($"--shard: expected i/n with 1 <= i <= n, as in 3/10, found {text}.");
    }
}
