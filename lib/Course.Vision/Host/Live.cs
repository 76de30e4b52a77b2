using System.Runtime.Loader;

namespace Course.Vision;

/// <summary>
/// What a long calculation and the host it runs in have to say to each other, without a reference in either direction. A host
/// publishes two delegates in <see cref="AppContext"/>: <c>course.display</c> shows a value and returns the action that replaces
/// it, <c>course.interrupt</c> throws once the cell is to stop. Where nobody publishes them (a console program) both methods do
/// nothing.
/// </summary>
public static class Live
{
    /// <summary>
    /// Shows <paramref name="value"/> and returns the action that replaces it, or null where the host can't do that.
    /// </summary>
    public static Action<object>? Show(object value) =>
        AppContext.GetData("course.display") is Func<object, Action<object>> display ? display(value) : null;

    /// <summary>Stops here if the learner has interrupted the cell; to be called between two batches.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void StopIfInterrupted() => (AppContext.GetData("course.interrupt") as Action)?.Invoke();

    /// <summary>
    /// In .NET Interactive: has Course.Interactive, if it was built, publish them, and do more for that host. Elsewhere nothing.
    /// </summary>
    public static void Connect()
    {
        var here = typeof(Live).Assembly;
        var library = Path.Combine(Path.GetDirectoryName(here.Location) ?? "", "Course.Interactive.dll");
        var isInteractive = AppDomain.CurrentDomain.GetAssemblies()
            .Any(assembly => assembly.GetName().Name == "Microsoft.DotNet.Interactive");
        if (isInteractive && File.Exists(library))
            AssemblyLoadContext.GetLoadContext(here)!.LoadFromAssemblyPath(library)
                .GetType("Course.Interactive.Host", throwOnError: true)!.GetMethod(nameof(Connect))!.Invoke(null, null);
    }
}
