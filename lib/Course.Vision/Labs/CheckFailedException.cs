namespace Course.Vision;

/// <summary>An answer that a lab's test does not accept: what was expected, what was found, what to look at.</summary>
/// <param name="message">The three, in the learner's language.</param>
public sealed class CheckFailedException(string message) : Exception(message);
