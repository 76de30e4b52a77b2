namespace Course.Files;

/// <summary>A file could not be fetched; the message says why, for every mirror, and how to put the file there by hand.</summary>
/// <param name="message">What was tried, what came, what to do.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class DownloadException(string message, Exception? inner = null) : IOException(message, inner);
