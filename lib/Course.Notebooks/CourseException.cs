namespace Course;

/// <summary>
/// What stops a command, as a sentence for its user: what was expected, what was found, what to do next. The command line shows
/// it and makes an exit code of it; nothing before does.
/// </summary>
public class CourseException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The command was asked for something that can't be meant, so nothing was tried.</summary>
    public bool WrongUsage { get; private init; }

    public static CourseException Usage(string message) => new(message) { WrongUsage = true };
}
