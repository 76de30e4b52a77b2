using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Course.Notebooks;

/// <summary>
/// Where learner code can be stopped: <see cref="Guards"/> puts these calls into every loop and function of a cell. They cost
/// one comparison while nobody asks for a stop.
/// </summary>
/// <remarks>
/// Stopping a thread from outside is the last resort only: on Unix .NET 10 throws out of a signal handler, which in code
/// that was compiled ahead of time (<c>Enumerable.Range(0, int.MaxValue).Sum(x => x)</c>) ends the process.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interrupts
{
    private const nuint deepestAsync = 384 << 10; // bytes of stack, about a thousand calls
    private static int pending; // cells that are being stopped

    [ThreadStatic]
    private static nuint outermost;

    /// <summary>In loops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (Volatile.Read(ref pending) != 0)
            CellScope.ThrowIfStopped();
    }

    /// <summary>In functions: a recursion without end becomes an ordinary exception too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        Check();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>
    /// In async functions: an exception takes a time that grows with the square of their depth to come out of them.
    /// </summary>
    public static unsafe void EnterAsync()
    {
        Enter();
        byte here = 0;
        var address = (nuint)(&here);
        if (address > outermost)
            outermost = address;
        if (outermost - address > deepestAsync)
            throw new InsufficientExecutionStackException();
    }

    /// <summary>In expressions.</summary>
    /// <returns>True, always.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Continue()
    {
        Enter();
        return true;
    }

    /// <summary>In tasks: code that does not begin once its cell was stopped.</summary>
    public static Action Started(Action code) => () =>
    {
        CellScope.ThrowIfStopped();
        code();
    };

    /// <inheritdoc cref="Started(Action)"/>
    public static Func<T> Started<T>(Func<T> code) => () =>
    {
        CellScope.ThrowIfStopped();
        return code();
    };

    internal static void Begin() => Interlocked.Increment(ref pending);

    internal static void End() => Interlocked.Decrement(ref pending);
}
