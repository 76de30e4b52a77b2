namespace Course.Notebooks;

/// <summary>
/// A notebook cannot be read or written; the message says what was expected, what was found and what to do next.
/// </summary>
public sealed class NotebookException(string message, Exception? inner = null) : CourseException(message, inner);
