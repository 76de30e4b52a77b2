using System.Diagnostics;

namespace Course.Grading.Tests;

/// <summary>
/// <c>Deployment/slurm.sh</c> on a real controller with two workers, one of which is killed in the middle; what has to hold stands in
/// the script, which grades 200 submissions when it is run by itself (<c>tests/bench/run slurm</c>).
/// </summary>
public sealed class SlurmTests
{
    [Fact]
    public async Task KilledWorkerCostsNothingAndTheGradesAreThoseOfCourseGradeAlone()
    {
        Requires.Bubblewrap();
        Requires.Slurm();
        var start = new ProcessStartInfo(Requires.Python("json", "python3"), [Repository.Path("tests", "bench", "slurm.py"), "--count", "12"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var cancel = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Contains("The same grades, nothing twice, nothing lost.", output);
    }
}
