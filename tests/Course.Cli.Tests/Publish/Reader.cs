using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Cli.Tests.Publish;

/// <param name="Page">The page that is open.</param>
public sealed record Reader(IPage Page) : IAsyncDisposable
{
    /// <summary>Script errors, what the page's policy refused, and requests to elsewhere.</summary>
    public List<string> Faults { get; } = [];

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

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
