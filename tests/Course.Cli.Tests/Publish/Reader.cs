using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <param name="Page">The page that is open.</param>
public sealed record Reader(IPage Page) : IAsyncDisposable
{
    /// <summary>Script errors, what the page's policy refused, and requests to elsewhere.</summary>
    public List<string> Faults { get; } = [];

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    /// <summary>Waits for the address, not for the load event, which a browser without scripts may not report.</summary>
    public Task IsAt(string address) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex($"^{Regex.Escape(address)}$"), new() { Timeout = 60_000 });

    /// <summary>Kept as CI output.</summary>
    public Task Keep(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Kit.Root, "out", "screenshots", name + ".png"), FullPage = true });

    /// <summary>What axe finds of serious or critical impact, a line for each.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var found = await Page.RunAxe();
        return [.. found.Violations.Where(rule => rule.Impact is "serious" or "critical")
            .Select(rule => $"{rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Take(3).Select(node => node.Html))}")];
    }

    public Task<string> Focused() => Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()");
}
