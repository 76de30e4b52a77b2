namespace Course.Notebooks;

/// <summary>What the steps of one run share.</summary>
/// <param name="Name">What errors call the text: <c>Cell [3]</c>, or a script's file name.</param>
/// <param name="Folder">The notebook's folder: <c>#r</c> paths start here, in imported scripts too, as in .NET
/// Interactive.</param>
/// <param name="Depth">Scripts that import scripts.</param>
internal sealed record CellRun(string Name, string Folder, CellScope Scope, int Depth = 0)
{
    /// <summary>Imports start here: the folder of the script that imports.</summary>
    public string ScriptFolder { get; init; } = Folder;
}
