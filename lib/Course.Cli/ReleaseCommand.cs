using System.CommandLine;
using Course.Grading;

namespace Course.Cli;

/// <summary><c>course release</c>: the repository that learners get.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out")
        { Description = "An empty folder for the learners' repository.", HelpName = "DIR", Required = true };
        var command = new Command(
            "release", "Makes the learners' repository: lessons, library, kernel, and labs without solutions and hidden tests.")
        {
            output,
        };
        command.SetAction(parsed => Release(Path.GetFullPath(parsed.GetValue(output)!)));
        return command;
    }

    private static int Release(string output)
    {
        foreach (var proof in Proofs())
            Console.WriteLine(proof);
        var labs = LearnerRepository.Write(Kit.Root, output);
        Console.WriteLine($"Released {(labs.Count == 0 ? "the lessons; there are no labs" : string.Join(", ", labs))}: {output}");
        return 0;
    }

    /// <summary>A sentence a lab, in their order; several are proven at once, for each keeps one core busy.</summary>
    private static ParallelQuery<string> Proofs() => Directory
        .EnumerateFiles(Kit.Notebooks, "*-lab.ipynb", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(Environment.ProcessorCount, 4))
        .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(Proof);

    private static string Proof(string file)
    {
        var lab = Lab.Read(file);
        LabProof.Run(lab, Limits.Default with { Cell = TimeSpan.FromMinutes(10), Total = TimeSpan.FromHours(1) },
            Kit.Grader(ownLabs: true));
        var points = lab.Exercises.Where(exercise => !exercise.ByHand).Sum(exercise => exercise.Points);
        return $"{lab.Language}/{lab.Name}: the solution gets all {points:0.##} points that tests give, the empty stub none";
    }
}
