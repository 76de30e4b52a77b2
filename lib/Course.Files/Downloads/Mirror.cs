using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Course.Files;

/// <summary>Why one mirror did not give the file.</summary>
internal sealed class MirrorException(string message) : Exception(message);

/// <summary>One server that has the file. What it sends goes to a .part file of its own: mirrors compress differently.</summary>
internal sealed class Mirror(Uri url, DataFile file, Download how)
{
    private const int mostTries = 10, mostRedirects = 10;

    // Redirects are followed here, where they can be refused; times are limited by `Wait`.
    private static readonly HttpClient client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Fetches the whole file and checks it.</summary>
    /// <returns>The path of the checked .part file.</returns>
    /// <exception cref="MirrorException">This mirror does not give the file.</exception>
    public string Fetch(string path)
    {
        var part = PartOf(path, url);
        for (var left = mostTries; ; left--)
        {
            var before = SizeOf(part);
            try
            {
                Receive(part, before);
            }
            catch (MirrorException) when (left > 1 && SizeOf(part) > before)
            {
                continue; // cut off, but further than before: go on from there
            }
            if (file.Fault(part) is not { } fault)
                return part;
            var sample = Beginning(part);
            File.Delete(part);
            if (before == 0 || left <= 1) // else the earlier part may be to blame: once more from the beginning
                throw new MirrorException($"what arrived is not the file: {fault}{sample}");
        }
    }

    /// <summary>Where the bytes of one address gather until they are all there.</summary>
    public static string PartOf(string path, Uri url) =>
        $"{path}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)))[..8]}.part";

    private void Receive(string part, long have)
    {
        using var response = Ask(have);
        if (have > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return; // the part is complete already, or wrong: its checksum will tell
        if (!response.IsSuccessStatusCode)
            throw new MirrorException($"the server answered {(int)response.StatusCode} {response.ReasonPhrase}");

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !goesOn)
            throw new MirrorException(
                $"asked for the bytes from {have} on, the server sent {response.Content.Headers.ContentRange}");
        var total = (goesOn ? have : 0) + response.Content.Headers.ContentLength;
        if (total > file.Most)
            throw new MirrorException($"the server announces {total:N0} bytes, and the file has at most {file.Most:N0}");
        using var from = Wait(limit => response.Content.ReadAsStreamAsync(limit));
        // A server that ignores the range sends everything: begin anew.
        using var to = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        Copy(from, to, total);
    }

    /// <summary>Asks for the file from this byte on, wherever the server sends one, but nowhere less safe.</summary>
    private HttpResponseMessage Ask(long have)
    {
        var at = url;
        for (var left = mostRedirects; ; left--)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            if (have > 0)
                request.Headers.Range = new RangeHeaderValue(have, null);
            var response = Wait(limit => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit));
            if (response.Headers.Location is not { } location || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;
            response.Dispose();
            if (!Uri.TryCreate(at, location, out var to))
                throw new MirrorException($"it redirects to {location}, which is no address");
            if (to.Scheme != Uri.UriSchemeHttps && to.Scheme != at.Scheme)
                throw new MirrorException($"it redirects from {at.Scheme} to {to}: only https is followed");
            if (left == 0)
                throw new MirrorException($"it redirects more than {mostRedirects} times");
            at = to;
        }
    }

    private void Copy(Stream from, FileStream to, long? total)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            how.Progress?.Report(new(file.Name, url.Host, to.Position, total));
            var more = Wait(limit => from.ReadAsync(buffer, limit).AsTask());
            if (more == 0 || to.Position + more > file.Most)
                break; // if it is not the file, its checksum will tell
            to.Write(buffer, 0, more);
        }
        to.Flush(flushToDisk: true); // on the disk before it gets its name
    }

    /// <summary>
    /// Waits for the network, here and nowhere else, and no longer than is allowed; its faults become a reason for the next
    /// mirror.
    /// </summary>
    private T Wait<T>(Func<CancellationToken, Task<T>> step)
    {
        var left = how.Longest - clock.Elapsed;
        using var limit = new CancellationTokenSource(
            TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds, 0, how.Patience.TotalSeconds)));
        try
        {
            return step(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new MirrorException(left < how.Patience
                ? $"the file had not arrived after {how.Longest.TotalSeconds:0.#} seconds"
                : $"the server sent nothing for {how.Patience.TotalSeconds:0.#} seconds");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new MirrorException(fault.Message);
        }
    }

    private static long SizeOf(string part) => File.Exists(part) ? new FileInfo(part).Length : 0;

    /// <summary>A captive portal or a proxy answers with a web page: show that.</summary>
    private static string Beginning(string part)
    {
        using var reader = new StreamReader(part);
        var start = new char[40];
        var text = new string(start, 0, reader.ReadBlock(start));
        return text.TrimStart().StartsWith('<') ? $"; it begins with \"{text.ReplaceLineEndings(" ").Trim()}\"" : "";
    }
}
