using System.Diagnostics;

namespace Course.Grading.Tests;

/// <summary>What the grader reads of a sandbox while it is watched.</summary>
public sealed class ProcessTreeTests
{
    /// <summary>On a busy machine bubblewrap takes longer than the first look; then the submission was ended for files of others.</summary>
    [Fact]
    public void FilesOfTheMachineAreNotTakenForThoseOfASandboxThatIsNotMadeYet()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Linux, where sandboxes are.");
        using var early = Process.Start("sleep", ["60"]);
        try
        {
            Assert.SkipWhen(ProcessTree.FilesOf(early.Id, long.MaxValue) == 0, "Needs a disk below /tmp that counts its files: ext4, tmpfs.");
            Assert.Equal(0, ProcessTree.FilesOf(early.Id, (long)Limits.Default.DiskMiB << 20));
        }
        finally
        {
            early.Kill();
        }
    }
}
