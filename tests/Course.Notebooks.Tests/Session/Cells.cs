using Course.Notebooks;

namespace Course.Notebooks.Tests;

/// <summary>A session in an empty folder, and short ways to run cells in it.</summary>
public sealed class Cells : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-session-");

    public Cells() => Session = new ScriptSession(folder.FullName);

    public static string RepositoryRoot { get; } = FindRoot();

    public ScriptSession Session { get; }

    public string Folder => folder.FullName;

    public RecordedOutput Output { get; private set; } = new();

    public CellResult Run(string code) => RunUntil(code, CancellationToken.None);

    public CellResult RunUntil(string code, CancellationToken stop) => Session.Run(code, Output = new RecordedOutput(), stop);

    /// <summary>The value's text; fails the test if the cell fails.</summary>
    public string? Value(string code) => Run(code) switch
    {
        CellResult.Succeeded succeeded => succeeded.Value?.Data["text/plain"].ToString(),
        CellResult.Failed failed => throw new InvalidOperationException(string.Join('\n', failed.Traceback)),
        _ => null,
    };

    public string? Html(string code) => ((CellResult.Succeeded)Run(code)).Value?.Data["text/html"].ToString();

    public CellResult.Failed Failure(string code) => Assert.IsType<CellResult.Failed>(Run(code));

    public void Dispose()
    {
        Session.Dispose();
        folder.Delete(recursive: true);
    }

    private static string FindRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(place.FullName, "Course.sln"))) place = place.Parent!;
        return place.FullName;
    }
}
