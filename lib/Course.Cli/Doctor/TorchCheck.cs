using Course.Notebooks;

namespace Course.Cli.Doctor;

/// <summary>Loads TorchSharp the way a notebook does, in a session of its own: a crash there does not end the doctor.</summary>
internal static class TorchCheck
{
    private const string Probe = """
        #r "../lib/Course.Vision/bin/Course.Vision.dll"
        Course.Vision.TorchLibrary.Load();
        Console.WriteLine(Course.Vision.Compute.Describe());
        """;

    public static Finding Run()
    {
        var built = Path.Combine(Kit.Library, "TorchSharp.dll");
        if (!File.Exists(built))
            return new("TorchSharp", Health.Bad, $"{built} is missing",
                "Build the kit: dotnet build Course.sln. If packages are half restored: dotnet nuget locals global-packages --clear, then build.");
        var output = new TextOutput();
        using var session = SessionProcess.Start(Kit.SessionHost, Kit.Notebooks);
        return session.Run(Probe, output, TimeSpan.FromSeconds(60)) is CellResult.Failed failed
            ? new("TorchSharp", Health.Bad, failed.Name, $"{failed.Message} {string.Join(' ', failed.Traceback.TakeLast(3))}")
            : new("TorchSharp", Health.Good, output.Text.Trim());
    }

    private sealed class TextOutput : ICellOutput
    {
        public string Text { get; private set; } = "";

        public void Stream(StreamName stream, string text) => Text += text;

        public void Display(MimeBundle data, string? displayId)
        {
        }

        public void Update(string displayId, MimeBundle data)
        {
        }

        public void Clear(bool wait)
        {
        }

        public string ReadLine(string prompt, bool hidden) => throw new InvalidOperationException("The doctor asks nothing.");
    }
}
