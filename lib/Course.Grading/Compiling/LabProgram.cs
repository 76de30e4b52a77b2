using Course.Notebooks;

namespace Course.Grading;

/// <summary>A step of a submission, compiled; or why it will not run.</summary>
internal sealed record BuiltStep(LabStep Step)
{
    /// <summary>What to send into the sandbox, in order.</summary>
    public IReadOnlyList<CellImage> Cells { get; init; } = [];

    /// <summary>Of a test cell: what learners can run.</summary>
    public Check? Check { get; init; }

    /// <summary>Of a test cell with hidden tests: all of it.</summary>
    public Check? Full { get; init; }

    /// <summary>What the learner is told instead.</summary>
    public string? Fault { get; init; }
}

/// <summary>A compiled test, and the secret that says it passed.</summary>
internal sealed record Check(CellImage Cell, string Secret);

/// <summary>
/// A lab, compiled as far as it is the same for everybody: the cells before the first answer once, and the rules that its
/// solutions and tests imply. Submissions are compiled on top, each on a chain of its own.
/// </summary>
internal sealed class LabProgram : IDisposable
{
    private readonly Lab lab;
    private readonly LabRules rules;
    private readonly Libraries libraries = new();
    private readonly SubmissionCompiler start;
    private readonly List<LabStep> rest; // what comes after the cells before the first answer
    private readonly Dictionary<CellSource, Meaning> meanings = []; // of the test cells, with the solution

    /// <exception cref="LabException">A cell of the lab does not compile with its solutions.</exception>
    public LabProgram(Lab lab)
    {
        (this.lab, rules) = (lab, new LabRules(lab.Language));
        var steps = LabStep.ReadAll(lab, libraries);
        var compiler = new SubmissionCompiler(libraries);
        var given = steps.TakeWhile(step => step.Role == CellRole.Given).Select(step => Trusted(step, compiler)).ToList();
        start = compiler.Fork();
        rest = [.. steps.Skip(given.Count)];
        foreach (var step in rest) Trusted(step, compiler);
        Facts = new(null, lab.Fingerprint, libraries.Folders, given, rest.ConvertAll(step => step.GradeId));
    }

    public LabFacts Facts { get; }

    /// <summary>
    /// Compiles a submission, step by step: the teacher's notebook behind its beginning, with these answers in it.
    /// </summary>
    public IEnumerable<BuiltStep> Build(BuildRequest request)
    {
        var compiler = start.Fork();
        return rest.Select(step => request.LeftOut.TryGetValue(step.GradeId, out var fault) ? new(step) { Fault = fault }
            : Built(step, request, compiler));
    }

    public void Dispose() => libraries.Dispose();

    private BuiltStep Built(LabStep step, BuildRequest request, SubmissionCompiler compiler)
    {
        try
        {
            return step.Role switch
            {
                CellRole.Answer or CellRole.Manual =>
                    Answer(step, request.Answers.GetValueOrDefault(step.GradeId), compiler, request.Trusted),
                CellRole.Tests => Tests(step, compiler),
                _ => new(step) { Cells = [.. step.Scripts.Select(script => Compile(script, compiler).Image)] },
            };
        }
        catch (CellException e)
        {
            return new(step)
            {
                Fault = step.Role switch
                {
                    CellRole.Answer or CellRole.Manual =>
                        $"{rules.Words["DoesNotCompile"]}\n{string.Join('\n', e.Failure.Traceback)}",
                    CellRole.Tests => rules.Words["TestsDoNotFit", e.Failure.Message],
                    _ => rules.Words["CellDoesNotFit", e.Failure.Message],
                },
            };
        }
    }

    private BuiltStep Answer(LabStep step, string? source, SubmissionCompiler compiler, bool trusted)
    {
        if (string.IsNullOrWhiteSpace(source))
            return new(step) { Fault = rules.Words[source is null ? "NoAnswer" : "EmptyAnswer"] };
        var submission = compiler.Compile(new(step.GradeId, source), default);
        if (!trusted && AnswerPolicy.Refusal(submission.Compilation, rules, Without(step)) is { } refusal)
            return new(step) { Fault = rules.Words["NotRun", refusal] };
        compiler.Accept(submission);
        return new(step) { Cells = [submission.Image] };
    }

    // The full check stands beside the chain: later cells see what learners see.
    private BuiltStep Tests(LabStep step, SubmissionCompiler compiler)
    {
        var beside = compiler.Fork();
        var visible = Check(step.Scripts[^1], compiler, beside: false, out var strange);
        var full = step.Full is { } script && strange is null ? Check(script, beside, beside: true, out strange) : null;
        return strange is null ? new(step) { Check = visible, Full = full }
            : new(step) { Fault = rules.Words["TestsDoNotFit", rules.Words["TakenName", strange]] };
    }

    private BuiltStep Trusted(LabStep step, SubmissionCompiler compiler)
    {
        try
        {
            var before = compiler.Fork();
            var built = step.Scripts.Select(script => Compile(script, compiler)).ToList();
            foreach (var submission in built)
            {
                if (step.Role is CellRole.Answer or CellRole.Manual)
                    rules.AddSolution(submission);
                else rules.AddGiven(submission);
            }
            if (step.Role == CellRole.Tests)
                meanings[step.Scripts[^1]] = new(built[^1].Compilation);
            if (step.Full is { } full)
            {
                var whole = Compile(full, before);
                meanings[full] = new(whole.Compilation);
                rules.AddGiven(whole);
            }
            return new(step) { Cells = [.. built.Select(submission => submission.Image)] };
        }
        catch (CellException e)
        {
            throw LabException.InCell(lab.Name, step.GradeId, $"it does not compile: {string.Join('\n', e.Failure.Traceback)}");
        }
    }

    // What an exercise wants written by hand can't be had from an answer before it either.
    private List<string> Without(LabStep step) => [.. rest.SkipWhile(other => other != step).SelectMany(later => later.Without)];

    private Check Check(CellSource script, SubmissionCompiler compiler, bool beside, out string? strange)
    {
        var secret = CheckSource.FreshSecret();
        var ways = CheckSource.WithSecret(script.Text, secret).ToList();
        for (var i = 0; ; i++)
        {
            try
            {
                var submission = Compile(script with { Text = ways[i] }, compiler);
                strange = meanings[script].DifferenceTo(new(submission.Compilation));
                return new(submission.Image with { Source = script with { Text = beside ? "" : script.Text }, Beside = beside },
                    secret);
            }
            catch (CellException) when (i + 1 < ways.Count)
            {
            }
        }
    }

    private static Submission Compile(CellSource script, SubmissionCompiler compiler)
    {
        var submission = compiler.Compile(script, default);
        compiler.Accept(submission);
        return submission;
    }
}
