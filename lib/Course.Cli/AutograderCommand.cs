using System.CommandLine;
using Course.Grading;

namespace Course.Cli;

/// <summary><c>course autograder</c>: this grader, packed for another system.</summary>
internal static class AutograderCommand
{
    public static Command Create()
    {
        var lab = new Option<string>("--lab")
        { Description = "The lab's source: notebooks/en/5.1-lab.ipynb.", HelpName = "NOTEBOOK", Required = true };
        var gradescope =
            new Option<string>("--gradescope")
            {
                Description = "Writes the zip that Gradescope makes an autograder of.",
                HelpName = "FILE.zip",
                Required = true
            };
        var command = new Command("autograder", "Packs a lab's grader for another system.") { lab, gradescope };
        command.SetAction(parsed =>
        {
            var (source, zip) = (Path.GetFullPath(parsed.GetValue(lab)!), Path.GetFullPath(parsed.GetValue(gradescope)!));
            _ = Lab.Read(source);
            GradescopeAutograder.Write(Kit.Root, source, zip);
            Console.WriteLine(
                $"{zip}: upload it to Gradescope (Configure Autograder). It holds the solutions, so keep it to yourself.");
        });
        return command;
    }
}
