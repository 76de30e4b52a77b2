namespace Course.Notebooks;

/// <summary>A compiled cell, for the <see cref="CellMachine"/> of this process or of another.</summary>
/// <param name="Source">The text that errors quote; empty where nobody is to see it.</param>
/// <param name="Name">Of the assembly, and of the class in it.</param>
/// <param name="Slot">Where in the chain its variables live.</param>
/// <param name="Code">The assembly; empty for usings and comments alone.</param>
public sealed record CellImage(CellSource Source, string Name, int Slot, byte[] Code, byte[] Symbols)
{
    /// <summary>Runs on a copy of the chain: later cells never see it.</summary>
    public bool Beside { get; init; }
}
