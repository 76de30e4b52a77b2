using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Course.Vision.Tests;

/// <summary>Charts in a real page, opened from a file; skipped where there is no Chromium.</summary>
public partial class ChartsInBrowserTests
{
    private static readonly string curves = Plot.Curves([new("DNN", [2, 1]), new("CNN", [1.5, 0.5])], new() { Title = "손실" }).Html;
    private static readonly string bars = Plot.Bars(["a", "b"], [1, 2]).Html;
    private static readonly string script = Charts.Script().Html;

    // The pages of `course run` have this policy; anything that wants the network would write to the console.
    private const string NoNetwork = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'unsafe-inline' 'unsafe-eval' data: blob:\">";

    [Fact]
    public void ChartsAfterTheScriptBecomeInteractive() => AssertInteractive(script + curves + bars);

    [Fact]
    public void ChartsBeforeTheScriptBecomeInteractiveOnce() => AssertInteractive(curves + script + bars + script);

    [Fact]
    public void ModuleLoadersInThePageAreLeftAlone() => AssertInteractive(
        "<script>window.define = () => console.error('define'); define.amd = {}; window.exports = {}; window.module = { exports }</script>" + script + curves + bars);

    [Fact]
    public void WithoutTheScriptChartsStayStatic()
    {
        var (page, console) = Open(curves + bars);
        Assert.DoesNotContain("js-plotly-plot", page, StringComparison.Ordinal);
        Assert.Equal(2, Images(page).Count(image => !image.Contains("display: none", StringComparison.Ordinal)));
        Assert.Empty(console);
    }

    [Fact]
    public void VolumeKeepsItsSlicesAndStaysStaticWithoutWebGl()
    {
        using var volume = TorchSharp.torch.ones(2, 2, 2);
        var (page, console) = Open(script + Plot.Volume(volume).Html, "--disable-3d-apis");
        Assert.DoesNotContain("js-plotly-plot", page, StringComparison.Ordinal);
        Assert.DoesNotContain("display: none", Assert.Single(Images(page)), StringComparison.Ordinal);
        Assert.Empty(console);
    }

    private static void AssertInteractive(string body)
    {
        var (page, console) = Open(body);
        Assert.Equal(2, InteractiveChart().Count(page));
        Assert.All(Images(page), image => Assert.Contains("display: none", image, StringComparison.Ordinal));
        Assert.Contains(">손실</tspan>", page, StringComparison.Ordinal); // the interactive chart's title
        Assert.Empty(console);
    }

    private static IReadOnlyList<string> Images(string page) => [.. StaticPicture().Matches(page).Select(match => match.Value)];

    /// <summary>The page's elements after its scripts ran, and what they wrote to the console. No host name can be resolved.</summary>
    private static (string Page, IReadOnlyList<string> Console) Open(string body, string flag = "--disable-gpu")
    {
        var folder = Directory.CreateTempSubdirectory("course-chart");
        try
        {
            var file = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(file, "<!doctype html><meta charset=\"utf-8\">" + NoNetwork + body);
            var start = new ProcessStartInfo(Chromium())
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "--headless", "--no-sandbox", flag, "--enable-logging=stderr", "--host-resolver-rules=MAP * ~NOTFOUND",
                    "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), "--virtual-time-budget=20000", "--dump-dom", new Uri(file).AbsoluteUri,
                },
            };
            using var browser = Process.Start(start)!;
            var errors = browser.StandardError.ReadToEndAsync();
            var page = browser.StandardOutput.ReadToEnd();
            browser.WaitForExit();
            return (page, [.. errors.Result.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Chromium()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Skip("No chromium or google-chrome on the PATH.");
        return found;
    }

    [GeneratedRegex("<div[^>]* class=\"js-plotly-plot\"")]
    private static partial Regex InteractiveChart();

    [GeneratedRegex("<img src=\"data:image/svg[^>]*>")]
    private static partial Regex StaticPicture();
}
