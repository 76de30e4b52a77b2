using System.Diagnostics;

namespace Course.Vision.Tests;

/// <summary>Chromium without a window; tests are skipped where there is none.</summary>
internal static class Browser
{
    // The pages of `course run` have this policy; anything that wants the network would write to the console.
    private const string NoNetwork = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'unsafe-inline' 'unsafe-eval' data: blob:\">";

    /// <summary>The page's elements after its scripts ran, and what they wrote to the console. No host name can be resolved.</summary>
    public static (string Page, IReadOnlyList<string> Console) Open(string body, string flag = "--disable-gpu")
    {
        var chromium = Requires.Chromium();
        var folder = Directory.CreateTempSubdirectory("course-chart");
        try
        {
            var file = Path.Combine(folder.FullName, "page.html");
            File.WriteAllText(file, "<!doctype html><meta charset=\"utf-8\">" + NoNetwork + body);
            var start = new ProcessStartInfo(chromium)
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
}
