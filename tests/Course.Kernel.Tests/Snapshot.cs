namespace Course.Kernel.Tests;

/// <summary>A text that is compared with the file it was last accepted as: copy the received file over it to accept a change.</summary>
internal static class Snapshot
{
    public static void Match(string name, string received)
    {
        var file = Path.Combine(ClientTests.Repository, "tests", "Course.Kernel.Tests", "snapshots", name);
        var receivedFile = Path.Combine(AppContext.BaseDirectory, name + ".received");
        File.WriteAllText(receivedFile, received);
        var accepted = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(accepted == received, $"{file} differs from {receivedFile}:\n{FirstDifference(accepted, received)}");
    }

    private static string FirstDifference(string accepted, string received)
    {
        var lines = accepted.Split('\n').Zip(received.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second);
        return $"accepted: {lines.First}\nreceived: {lines.Second}";
    }
}
