using System.Diagnostics;

namespace Course.Notebooks;

/// <summary>
/// A C# notebook session: each cell is read into steps, its C# compiled on top of the cells before it and run on the
/// session's thread, and its value turned into what a page can show. Runs one cell at a time.
/// </summary>
public sealed class ScriptSession : IDisposable
{
    private readonly Lock running = new();
    private readonly CellMachine machine = new();
    private readonly Libraries libraries = new();
    private readonly SubmissionCompiler compiler;
    private readonly PackageRestore packages;
    private readonly SessionState state;
    private readonly SharedValues shared;
    private readonly Declarations declarations = new();
    private readonly Lazy<Assistant> assistant;
    private readonly string workingDirectory;
    private int cells;

    /// <param name="workingDirectory">The notebook's folder: relative paths in <c>#r</c> and <c>#!import</c> start here.</param>
    public ScriptSession(string workingDirectory)
    {
        this.workingDirectory = Path.GetFullPath(workingDirectory);
        compiler = new SubmissionCompiler(libraries);
        state = new SessionState(machine);
        shared = new SharedValues(state);
        packages = new PackageRestore(this.workingDirectory);
        assistant = new Lazy<Assistant>(() => new Assistant(libraries, declarations, compiler.Options, this.workingDirectory));
        DisplayedValue.Publish();
    }

    /// <summary>Looks at each compiled cell before it runs; the learner reads what it returns.</summary>
    public Func<Submission, string?>? Review { private get; init; }

    /// <summary>Runs a cell to its end. Never throws for what the cell does.</summary>
    public CellResult Run(string code, ICellOutput output, CancellationToken cancel = default) =>
        Run(new CellSource($"Cell [{Interlocked.Increment(ref cells)}]", code), output, cancel);

    /// <inheritdoc cref="Run(string, ICellOutput, CancellationToken)"/>
    /// <param name="cell">With the name that errors call it by.</param>
    public CellResult Run(CellSource cell, ICellOutput output, CancellationToken cancel = default)
    {
        lock (running)
            return machine.Run(scope => RunSteps(cell, new CellRun(cell.Path, workingDirectory, scope)), output, cancel);
    }

    /// <summary>What could stand at <paramref name="position"/>. Works while a cell runs.</summary>
    public Completions Complete(string code, int position) =>
        assistant.Value.Complete(code, Math.Clamp(position, 0, code.Length));

    /// <summary>Signature and documentation of the name at <paramref name="position"/>, or null.</summary>
    public MimeBundle? Inspect(string code, int position) =>
        assistant.Value.Inspect(code, Math.Clamp(position, 0, code.Length));

    /// <summary>
    /// Loads the compiler and its services, so that the first cell and the first completion needn't wait for them.
    /// </summary>
    public void Warm()
    {
        lock (running)
        {
            var submission =
                compiler.Compile(new CellSource("Warm-up", "Enumerable.Range(0, 3).Select(i => $\"{i}\").ToList()"), default);
            machine.Run(submission.Image with { Beside = true }, new TextOutput(), value => Formatter.Format(value), default);
        }

        _ = Complete("Console.W", 9);
        _ = Inspect("Console.WriteLine", 12);
    }

    public void Dispose()
    {
        if (assistant.IsValueCreated)
            assistant.Value.Dispose();
        machine.Dispose();
        libraries.Dispose();
    }

    // Every value but the last is shown; the last is the result.
    private MimeBundle? RunSteps(CellSource source, CellRun cell)
    {
        MimeBundle? result = null;
        var clock = Stopwatch.StartNew();
        var steps = CellReader.Read(source);
        foreach (var step in steps)
        {
            if (result is not null)
                cell.Scope.Display(result, null);
            try
            {
                result = RunStep(step, cell);
            }
            catch (CellException e)
            {
                throw e.At(source, step.Line);
            }
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
                libraries.Add(reference.Path, cell.Folder);
                return null;
            case CellStep.PackageSource source:
                packages.AddSource(source.Source);
                return null;
            case CellStep.Packages wanted:
                libraries.Add(packages.Add(wanted.All, cell.Scope.Cancel));
                return null;
            case CellStep.Import import:
                foreach (var (text, script) in Scripts.Read(import.Path, cell))
                    if (RunSteps(text, script) is { } value)
                        cell.Scope.Display(value, null);
                return null;
            case CellStep.Show show:
                return LanguageText.Format(show, show.Shared.Select(value => shared.JavaScript(value, cell)), cell.Name);
            case CellStep.Set set:
                return RunCode(shared.CSharp(set.Value, cell), cell);
            case CellStep.Store store:
                return shared.Store(store, cell);
            case CellStep.Who who:
                return state.List(who.Values);
            case CellStep.Say say:
                return MimeBundle.Plain(say.Text);
            default:
                return null;
        }
    }

    // Text, compiled; loaded; run on the session's thread; its value formatted there too.
    private MimeBundle? RunCode(string code, CellRun cell)
    {
        var source = new CellSource(cell.Name, code);
        var (submission, remark) = CompilerThread.Run(stop =>
        {
            var compiled = compiler.Compile(source, stop);
            return (compiled, Review?.Invoke(compiled));
        }, cell.Scope.Cancel);
        if (submission.Warnings.Count > 0)
            cell.Scope.Display(CompileErrors.Note(submission.Warnings, source), null);
        if (remark is not null)
            cell.Scope.Display(MimeBundle.Plain(remark), null);
        state.Add(submission);
        compiler.Accept(submission); // what it declares stays, even if it fails halfway
        declarations.Add(submission);
        return machine.Run(submission.Image, cell.Scope, value =>
            submission.HasValue(value) && value is not DisplayedValue ? Formatter.Format(value) : null);
    }
}
