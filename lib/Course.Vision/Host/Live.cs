namespace Course.Vision;

/// <summary>
/// What a long calculation and the host it runs in have to say to each other, without a reference in either direction. A host
/// publishes two delegates in <see cref="AppContext"/>: <c>course.display</c> shows a value and returns the action that replaces
/// it, <c>course.interrupt</c> throws once the cell is to stop. Where nobody publishes them (.NET Interactive, a console
/// program) both methods do nothing.
/// </summary>
public static class Live
{
    /// <summary>Shows <paramref name="value"/> and returns the action that replaces it, or null where the host can't do that.</summary>
    public static Action<object>? Show(object value) =>
        AppContext.GetData("course.display") is Func<object, Action<object>> display ? display(value) : null;

    /// <summary>Stops here if the learner has interrupted the cell; to be called between two batches.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void StopIfInterrupted() => (AppContext.GetData("course.interrupt") as Action)?.Invoke();
}
