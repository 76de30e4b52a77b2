using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Course.Kernel;

/// <summary>
/// Notices that the front-end has died: a kernel nobody can reach again must not stay behind. Jupyter names itself in
/// JPY_PARENT_PID; VS Code does not, so the parent process counts.
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    public static void Start(Action<string> whenGone)
    {
        Func<string?> gone = OperatingSystem.IsWindows() ? WatchParentOnWindows() : WatchParentOnUnix();
        new Thread(() =>
        {
            while (true)
            {
                if (gone() is { } reason)
                    whenGone(reason);
                Thread.Sleep(interval);
            }
        })
        { IsBackground = true, Name = "parent watch" }.Start();
    }

    /// <summary>
    /// An orphan gets another parent (init, or a subreaper). Started by process 1, as in a container, nobody else is left.
    /// </summary>
    private static Func<string?> WatchParentOnUnix()
    {
        var parent = ParentOnUnix();
        var named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out var id)
            && Exists(id) ? id : (int?)null;
        return () =>
            ParentOnUnix() != parent ? $"The front-end that started this kernel (process {parent}) is gone."
            : named is { } jupyter && !Exists(jupyter) ? $"The Jupyter process {jupyter} is gone."
            : null;
    }

    private static Func<string?> WatchParentOnWindows()
    {
        using var self = Process.GetCurrentProcess();
        var information = new nint[6]; // PROCESS_BASIC_INFORMATION, whose last field is the parent's id
        if (NtQueryInformationProcess(self.Handle, 0, information, information.Length * nint.Size, out _) != 0)
            return () => null;
        Process parent;
        try
        {
            parent = Process.GetProcessById((int)information[5]);
            if (parent.StartTime > self.StartTime) // its id belongs to another process by now
                return () => null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return () => null;
        }
        return () => parent.HasExited ? $"The front-end that started this kernel (process {parent.Id}) is gone." : null;
    }

    private static bool Exists(int process) =>
        kill(process, 0) == 0 || Marshal.GetLastPInvokeError() == permissionDenied;

    private const int permissionDenied = 1; // EPERM: it exists, but belongs to somebody else

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentOnUnix();

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);

    [DllImport("ntdll.dll")]
    private static extern int NtQueryInformationProcess(
        nint process, int kind, [Out] nint[] information, int size, out int written);
}
