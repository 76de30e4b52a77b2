namespace Course.Kernel;

/// <summary>The kernel cannot do what it was asked to; the message says why and what to do. Translated to an exit code at the edge.</summary>
public sealed class KernelException(string message, int exitCode = KernelException.Usage) : Exception(message)
{
    public const int Failure = 1;
    public const int Usage = 2;

    public int ExitCode { get; } = exitCode;
}
