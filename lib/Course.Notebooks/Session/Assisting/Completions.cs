namespace Course.Notebooks;

/// <summary>What could stand at a place in a cell.</summary>
/// <param name="Start">Where the text to replace starts, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record Completions(int Start, int End, IReadOnlyList<Completion> Items);

/// <summary>One suggestion.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Kind">"method", "property", "class", "namespace", "keyword", "directive", "file" ...</param>
public sealed record Completion(string Text, string Kind);

/// <summary>Can a cell be run as it stands?</summary>
/// <param name="Status">"complete", "incomplete" or "invalid", as the Jupyter protocol names them.</param>
/// <param name="Indent">White space for the next line of an incomplete cell.</param>
public sealed record Completeness(string Status, string Indent);
