using Course.Grading;

namespace Course.Cli;

/// <summary>The sandbox around this very program.</summary>
internal static class Sandboxes
{
    public static Sandbox For(IReadOnlyList<string> libraries, string folder, Limits limits, bool none)
    {
        var program = new SandboxedProgram(Kit.DotnetHost, typeof(Kit).Assembly.Location, libraries, folder);
        return none ? Sandbox.None(program, limits) : Sandbox.Find(program, limits);
    }

    /// <summary>For labs that are the teacher's own: where this machine has no sandbox, none is needed.</summary>
    public static Sandbox ForOwnLabs(IReadOnlyList<string> libraries, string folder, Limits limits)
    {
        try
        {
            return For(libraries, folder, limits, none: false);
        }
        catch (SandboxException)
        {
            return For(libraries, folder, limits, none: true);
        }
    }
}
