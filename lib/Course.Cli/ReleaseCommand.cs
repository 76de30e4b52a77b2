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
        foreach (var file in Directory.EnumerateFiles(Kit.Notebooks, "*-lab.ipynb", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var lab = Lab.Read(file);
            LabProof.Run(lab, Limits.Default with { Cell = TimeSpan.FromMinutes(10), Total = TimeSpan.FromHours(1) },
                Kit.Grader(ownLabs: true));
            Console.WriteLine(
                $"{lab.Language}/{lab.Name}: the solution gets all "
                    + $"{lab.Exercises.Where(exercise => !exercise.ByHand).Sum(exercise => exercise.Points):0.##} points that "
                    + "tests give, the empty stub none");
        }
        var labs = LearnerRepository.Write(Kit.Root, output);
        Console.WriteLine($"Released {(labs.Count == 0 ? "the lessons; there are no labs" : string.Join(", ", labs))}: {output}");
        return 0;
    }
}
