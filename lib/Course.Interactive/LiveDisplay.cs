using Microsoft.DotNet.Interactive;

namespace Course.Interactive;

/// <summary>
/// What Course.Vision shows and then replaces, such as a running training. The host's own <c>display(x).Update(y)</c> sends the
/// update under another id than the value, so it changes nothing; asked through the cell's context, it does.
/// </summary>
internal static class LiveDisplay
{
    public static void Publish() => AppContext.SetData("course.display", (Func<object, Action<object>?>)(value =>
        KernelInvocationContext.Current is { } cell ? cell.Display(value).Update : null));
}
