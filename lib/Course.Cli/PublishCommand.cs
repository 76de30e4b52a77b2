using System.CommandLine;
using Course.Notebooks;
using Course.Pages;
using Spectre.Console;

namespace Course.Cli;

/// <summary><c>course publish</c>: the executed lessons as a static site, ready for GitHub Pages.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK")
        {
            Description =
                "Notebooks, or folders of notebooks; the kit's lessons where none is named. Labs hold solutions and are left "
                + "out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string>("--out") { Description = "Folder for the site.", HelpName = "DIR", Required = true };
        var from = new Option<string?>("--from")
        {
            Description = "Takes the executed notebooks from here, where course run --out has put them, and executes nothing.",
            HelpName = "DIR",
        };
        var timeout = RunCommand.Timeout();

        var command =
            new Command("publish", "Makes a static site of the executed lessons, in every language they are written in.")
        {
            notebooks, output, from, timeout,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Publish(
            NotebookFiles.Find(parsed.GetValue(notebooks) is { Length: > 0 } named ? named : [Kit.Notebooks]),
            Path.GetFullPath(parsed.GetValue(output)!),
            parsed.GetValue(from) is { } folder
                ? file => Executed(file, folder)
                : file => Execute(file, new RunOptions(Kit.SessionHost, TimeSpan.FromSeconds(parsed.GetValue(timeout))), cancel),
            cancel)));
        return command;
    }

    private static int Publish(
        IReadOnlyList<NotebookFile> files, string output, Func<NotebookFile, SiteLesson> lesson, CancellationToken cancel)
    {
        var lessons = new List<SiteLesson>();
        foreach (var file in Lessons(files))
        {
            lessons.Add(lesson(file));
            if (cancel.IsCancellationRequested)
                return CommandLine.Failed; // half a site replaces no whole one
        }
        Site.Write(lessons, output);
        AnsiConsole.WriteLine($"Site: {Path.Combine(output, "index.html")}");
        return lessons.TrueForAll(one => one.Passed) ? 0 : CommandLine.Failed;
    }

    private static List<NotebookFile> Lessons(IReadOnlyList<NotebookFile> files)
    {
        var labs = files.Where(
            file => SiteLesson.HoldsSolutions(NotebookFiles.Read(file), Path.GetFileNameWithoutExtension(file.Path))).ToList();
        foreach (var lab in labs)
            AnsiConsole.WriteLine($"{lab.Name}: left out, for labs hold solutions");
        return files.Except(labs).ToList() is { Count: > 0 } lessons ? lessons
            : throw CourseException.Usage(
            $"Expected at least one lesson, found only labs: {string.Join(", ", labs.Select(lab => lab.Path))}. Labs are never "
                + "published.");
    }

    private static SiteLesson Execute(NotebookFile file, RunOptions options, CancellationToken cancel)
    {
        var notebook = NotebookFiles.Read(file);
        var run = RunCommand.Execute(file, notebook, options, cancel);
        return Lesson(file, notebook, new PageOptions { Source = file.Path, Duration = run.Duration });
    }

    private static SiteLesson Executed(NotebookFile file, string folder)
    {
        var path = Path.Combine(folder, file.Name + ".ipynb");
        var executed = Notebook.Read(path);
        if (!executed.Cells.Select(cell => cell.Source).SequenceEqual(NotebookFiles.Read(file).Cells.Select(cell => cell.Source)))
            throw new NotebookException(
                $"{path}: expected the executed {file.Path}, found other cells: it was executed before that was changed. " +
                $"Execute it again: course run {file.Path} --out {folder}");
        if (executed.Cells.Any(cell => cell.Kind == CellKind.Code) && executed.Cells.All(cell => cell.ExecutionCount is null))
            throw new NotebookException(
                $"{path}: expected an executed notebook, found one without outputs. Execute it: course run {file.Path} --out "
                    + $"{folder}");
        return Lesson(file, executed, new PageOptions { Source = file.Path, Date = File.GetLastWriteTime(path) });
    }

    private static SiteLesson Lesson(NotebookFile file, Notebook executed, PageOptions options) =>
        new(executed, Path.GetFileNameWithoutExtension(file.Path), options);
}
