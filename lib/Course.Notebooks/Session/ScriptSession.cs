using System.Diagnostics;

namespace Course.Notebooks;

/// <summary>
/// A C# notebook session: each cell is read into steps, its C# compiled on top of the cells before it and run on the
/// session's thread, and its value turned into what a page can show. Runs one cell at a time.
/// </summary>
public sealed class ScriptSession : IDisposable
{
    private readonly Lock running = new();
    private readonly CellThread thread = new();
    private readonly Libraries libraries = new();
    private readonly SubmissionCompiler compiler;
    private readonly PackageRestore packages;
    private readonly SessionState state = new();
    private readonly Declarations declarations = new();
    private readonly Lazy<Assistant> assistant;
    private readonly string workingDirectory;
    private int cells;

    /// <param name="workingDirectory">The notebook's folder: relative paths in <c>#r</c> and <c>#!import</c> start here.</param>
    public ScriptSession(string workingDirectory)
    {
        this.workingDirectory = Path.GetFullPath(workingDirectory);
        compiler = new SubmissionCompiler(libraries);
        packages = new PackageRestore(this.workingDirectory);
        assistant = new Lazy<Assistant>(() => new Assistant(libraries, declarations, compiler.Options, this.workingDirectory));
        DisplayedValue.Publish();
        RunawayExceptions.Install();
    }

    /// <summary>The variables by name; of those declared twice the later one.</summary>
    public IReadOnlyList<Variable> Variables => state.Variables();

    /// <summary>Runs a cell to its end. Never throws for what the cell does.</summary>
    public CellResult Run(string code, ICellOutput output, CancellationToken cancel = default) =>
        Run(code, output, cells + 1, cancel);

    /// <inheritdoc cref="Run(string, ICellOutput, CancellationToken)"/>
    /// <param name="number">The cell's number in error messages, where the host counts cells itself.</param>
    public CellResult Run(string code, ICellOutput output, int number, CancellationToken cancel = default)
    {
        lock (running)
        {
            cells = number;
            ConsoleCapture.Install();
            // Cancelling the host's token directly would block the host until the cell has stopped.
            var stop = new CancellationTokenSource();
            using var link = cancel.UnsafeRegister(_ => stop.CancelAsync(), null);
            using var scope = new CellScope(state.Scopes, output, stop.Token);
            try
            {
                return new CellResult.Succeeded(RunSteps(code, new CellRun($"Cell [{cells}]", workingDirectory, scope, stop.Token)));
            }
            catch (CellException e)
            {
                return e.Failure;
            }
            catch (Exception e)
            {
                return cancel.IsCancellationRequested ? RunTimeErrors.Interrupted : RunTimeErrors.Describe(e, state.Source);
            }
            finally
            {
                ConsoleCapture.Install();
            }
        }
    }

    /// <summary>What could stand at <paramref name="position"/>. Works while a cell runs.</summary>
    public Completions Complete(string code, int position) =>
        assistant.Value.Complete(code, Math.Clamp(position, 0, code.Length));

    /// <summary>Signature and documentation of the name at <paramref name="position"/>, or null.</summary>
    public MimeBundle? Inspect(string code, int position) =>
        assistant.Value.Inspect(code, Math.Clamp(position, 0, code.Length));

#pragma warning disable CA1822 // one day a session may know more than the text
    public Completeness IsComplete(string code) => InputCheck.Of(code);
#pragma warning restore CA1822

    /// <summary>Loads the compiler and its services, so that the first cell and the first completion needn't wait for them.</summary>
    public void Warm()
    {
        lock (running)
        {
            var submission = compiler.Compile("Enumerable.Range(0, 3).Select(i => $\"{i}\").ToList()", new CellSource("Warm-up", ""), default);
            _ = Formatter.Format(submission.Load(libraries)(new object?[submission.Slots + 1]).GetAwaiter().GetResult());
        }

        _ = Complete("Console.W", 9);
        _ = Inspect("Console.WriteLine", 12);
    }

    public void Dispose()
    {
        if (assistant.IsValueCreated) assistant.Value.Dispose();
        thread.Dispose();
        libraries.Dispose();
    }

    // Every value but the last is shown; the last is the result.
    private MimeBundle? RunSteps(string code, CellRun cell)
    {
        MimeBundle? result = null;
        var clock = Stopwatch.StartNew();
        var steps = CellReader.Read(code);
        foreach (var step in steps)
        {
            if (result is not null) cell.Scope.Display(result, null);
            result = RunStep(step, cell);
        }

        if (steps.Any(step => step is CellStep.Time))
            cell.Scope.Display(MimeBundle.Plain($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms"), null);
        return result;
    }

    private MimeBundle? RunStep(CellStep step, CellRun cell)
    {
        switch (step)
        {
            case CellStep.Code code:
                return RunCode(code.Text, cell);
            case CellStep.Reference reference:
                libraries.Add(Path.GetFullPath(reference.Path, cell.Folder));
                return null;
            case CellStep.PackageSource source:
                packages.AddSource(source.Source);
                return null;
            case CellStep.Packages wanted:
                libraries.Add(packages.Add(wanted.All, cell.Cancel));
                return null;
            case CellStep.Import import:
                foreach (var (text, script) in Scripts.Read(import.Path, cell)) RunScript(text, script);
                return null;
            case CellStep.Show show:
                return Formatter.Format(show.Text, show.MimeType);
            case CellStep.Who who:
                return state.List(who.Values);
            case CellStep.ListDirectives:
                return MimeBundle.Plain(string.Join('\n', Directives.All.Select(item => $"{item.Name,-28} {item.Summary}")));
            default:
                return null;
        }
    }

    private void RunScript(string text, CellRun script)
    {
        if (RunSteps(text, script) is { } value) script.Scope.Display(value, null);
    }

    // Text, compiled; loaded; run on the session's thread; its value formatted there too.
    private MimeBundle? RunCode(string code, CellRun cell)
    {
        var source = state.AddSource(new CellSource(cell.Name, code));
        var submission = compiler.Compile(code, source, cell.Cancel);
        if (submission.Warnings.Count > 0) cell.Scope.Display(CompileErrors.Note(submission.Warnings, source), null);
        var run = submission.Load(libraries);
        var slots = state.Begin(submission);
        compiler.Accept(submission); // what it declares stays, even if it fails halfway
        declarations.Add(submission);
        return thread.Run(async () =>
        {
            cell.Scope.Enter();
            var value = await run(slots);
            return submission.HasValue(value) && value is not DisplayedValue ? Formatter.Format(value) : null;
        }, cell.Cancel);
    }
}
