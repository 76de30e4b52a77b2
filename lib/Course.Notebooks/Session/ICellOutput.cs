namespace Course.Notebooks;

/// <summary>The two text streams a cell can write to.</summary>
public enum StreamName
{
    Out,
    Error,
}

/// <summary>
/// Where the outputs of a running cell go. The runner writes them into a notebook, the kernel sends them to a front-end.
/// Any thread may call these.
/// </summary>
public interface ICellOutput
{
    void Stream(StreamName stream, string text);

    /// <summary>Adds an output; one with a <paramref name="displayId"/> can be changed later by <see cref="Update"/>.</summary>
    void Display(MimeBundle data, string? displayId)
    {
    }

    void Update(string displayId, MimeBundle data)
    {
    }

    /// <summary>Removes the cell's outputs so far: at once, or when the next output arrives.</summary>
    void Clear(bool wait)
    {
    }

    /// <summary>Asks the learner for a line, given whether to hide what is typed; null where nobody can answer.</summary>
    string? Ask(string prompt, bool hidden) => null;
}
