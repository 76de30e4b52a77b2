using System.Text.Json.Nodes;
using Course.Notebooks;

namespace Course.Grading;

/// <summary>
/// From a lab's source to what learners get, in nbgrader's order. The order matters: locking and clearing read the metadata, so
/// they come before the checksums, and a checksum describes the cell as released, so it comes last.
/// </summary>
public static class ReleaseSteps
{
    private static readonly IReadOnlyList<Action<Notebook>> all =
    [
        LockCells.Run,          // before anything else: it only adds flags
        ClearSolutions.Run,     // before the outputs are cleared, as a cleared cell has none
        ClearOutputs.Run,
        ClearRegions.Of(Regions.HiddenTests), // after the solutions: a region inside a region would be found in LabCheck
        ClearRegions.Of(Regions.MarkScheme),
        ComputeChecksums.Run,   // last: of the sources as they are now
    ];

    /// <summary>The released notebook. The source stays as it is.</summary>
    /// <exception cref="LabException">The source can't be released.</exception>
    public static Notebook Release(Notebook source, string name)
    {
        LabCheck.Run(source, name);
        var release = Notebook.Parse(source.ToBytes(), name);
        foreach (var step in all) step(release);
        return release;
    }

    /// <summary>Sets a key of a cell's metadata; objects that do not exist yet come into being.</summary>
    internal static void Set(Cell cell, string key, JsonNode value)
    {
        var metadata = cell.Metadata;
        metadata.Put(key, value);
        if (metadata.Parent is null)
            cell.Metadata = metadata;
    }
}
