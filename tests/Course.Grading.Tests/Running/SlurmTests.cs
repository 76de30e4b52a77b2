using System.Diagnostics;

namespace Course.Grading.Tests;

/// <summary>
/// <c>Deployment/slurm.sh</c> on a real controller with two workers, one of which is killed in the middle; what has to hold stands in
/// the script, which grades 200 submissions when it is run by itself (<c>tests/bench/run slurm</c>).
/// </summary>
public sealed class SlurmTests
{
    [Fact]
    public void KilledWorkerCostsNothingAndTheGradesAreThoseOfCourseGradeAlone()
    {
        Requires.Bubblewrap();
        Requires.Slurm();
        var start = new ProcessStartInfo(Requires.Python("json", "python3"), [Repository.Path("tests", "bench", "slurm.py"), "--count", "20"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output.Result + error.Result);
        Assert.Contains("The same grades, nothing twice, nothing lost.", output.Result);
    }
}
