using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace Course.Interactive.Tests;

/// <summary>
/// The host's own engine in this process, put together as its program does. Its formatters and the working directory belong to the
/// process, so sessions run one after another.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly CompositeKernel kernel = new()
    {
        new CSharpKernel().UseKernelHelpers().UseWho().UseValueSharing(),
    };

    /// <param name="language">The folder whose notebook this could be.</param>
    public Session(string language = "en")
    {
        Environment.SetEnvironmentVariable("COURSE_DATA", Path.Combine(Path.GetTempPath(), "course-no-data"));
        Directory.SetCurrentDirectory(new Notebook(language, "").Folder);
        kernel.DefaultKernelName = "csharp";
        kernel.UseImportMagicCommand();
    }

    /// <summary>With the kit, as the first cell of every notebook loads it.</summary>
    public static async Task<Session> WithKit()
    {
        var session = new Session();
        Assert.Empty(Faults(await session.Run("#!import \"../setup.csx\"")));
        return session;
    }

    public async Task<IReadOnlyList<KernelEvent>> Run(string code) =>
        (await kernel.SendAsync(new SubmitCode(code), TestContext.Current.CancellationToken)).Events;

    /// <summary>What a front-end would show in red.</summary>
    public static IEnumerable<string> Faults(IEnumerable<KernelEvent> events) => events.SelectMany(one => one switch
    {
        CommandFailed failed => [failed.Message],
        ErrorProduced error => [error.Message],
        StandardErrorValueProduced written => written.FormattedValues.Select(value => value.Value),
        DiagnosticsProduced remarks => remarks.FormattedDiagnostics.Select(remark => remark.Value),
        _ => Array.Empty<string>(),
    });

    /// <summary>The value of a cell, by its MIME types.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Value(string code)
    {
        var events = await Run(code);
        Assert.Empty(Faults(events));
        return events.OfType<ReturnValueProduced>().Last().FormattedValues.ToDictionary(value => value.MimeType, value => value.Value);
    }

    /// <summary>Whether the expression is true of what the cells so far have made. A mistake in it fails the test.</summary>
    public async Task<bool> Holds(string expression)
    {
        var events = await Run(expression);
        Assert.Empty(Faults(events));
        return (bool)events.OfType<ReturnValueProduced>().Single().Value;
    }

    public void Dispose() => kernel.Dispose();
}
