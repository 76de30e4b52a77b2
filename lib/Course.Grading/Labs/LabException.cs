namespace Course.Grading;

/// <summary>
/// A lab can't be released or graded as it stands; the message names the cell, what was expected and what to do.
/// </summary>
public sealed class LabException(string message, Exception? inner = null) : CourseException(message, inner)
{
    /// <param name="lab">The notebook's name.</param>
    /// <param name="cell">What the teacher finds the cell by: its grade id, its id, or its number.</param>
    public static LabException InCell(string lab, string cell, string message) => new($"{lab}: cell {cell}: {message}");
}
