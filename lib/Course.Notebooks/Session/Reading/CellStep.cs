namespace Course.Notebooks;

/// <summary>One thing a cell asks for. A cell is read into a list of these and carried out in order.</summary>
/// <param name="Line">Line of the cell, from 0.</param>
internal abstract record CellStep(int Line)
{
    /// <summary>C# to run; the text keeps the cell's line numbers (lines before it are empty).</summary>
    internal sealed record Code(int Line, string Text) : CellStep(Line);

    /// <summary><c>#r "Library.dll"</c></summary>
    internal sealed record Reference(int Line, string Path) : CellStep(Line);

    /// <summary><c>#r "nuget: Id, Version"</c></summary>
    internal sealed record Package(int Line, string Id, string? Version) : CellStep(Line);

    /// <summary>All the packages of a cell, restored together.</summary>
    internal sealed record Packages(int Line, IReadOnlyList<Package> All) : CellStep(Line);

    /// <summary><c>#i "nuget: https://..."</c></summary>
    internal sealed record PackageSource(int Line, string Source) : CellStep(Line);

    /// <summary><c>#load</c> and <c>#!import</c>: a script or notebook whose cells run here.</summary>
    internal sealed record Import(int Line, string Path) : CellStep(Line);

    /// <summary>Text shown as it is: <c>#!markdown</c>, <c>#!html</c>, <c>#!javascript</c>, <c>#!mermaid</c>.</summary>
    /// <param name="Shared">Values that the script gets.</param>
    internal sealed record Show(int Line, string Language, string Text, IReadOnlyList<Sharing> Shared) : CellStep(Line);

    /// <summary><c>#!set</c> and <c>#!share</c> in C#: declares a variable.</summary>
    internal sealed record Set(int Line, Sharing Value) : CellStep(Line);

    /// <summary><c>#!value</c>: keeps a value by its name, the text below it or what it names.</summary>
    internal sealed record Store(int Line, Sharing Value, string Text) : CellStep(Line);

    /// <summary>What a file-based program says of its project: nothing to a notebook.</summary>
    internal sealed record Ignored(int Line) : CellStep(Line);

    /// <summary><c>#!time</c></summary>
    internal sealed record Time(int Line) : CellStep(Line);

    /// <summary><c>#!who</c>, or <c>#!whos</c> with types and values.</summary>
    internal sealed record Who(int Line, bool Values) : CellStep(Line);

    /// <summary><c>#!lsmagic</c> and <c>#!about</c>: a text to show.</summary>
    internal sealed record Say(int Line, string Text) : CellStep(Line);
}
