using System.IO.Compression;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Course.Drawings;

/// <summary>
/// A chart in a page: something still, and its Plotly figure, which takes its place where the script of this class is in the
/// page.
/// </summary>
internal static class ChartHtml
{
    // Escapes <, > and & (the JSON stands in a script element), not Hangul.
    private static readonly JsonSerializerOptions json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="still">An <c>img</c> or <c>p</c> element.</param>
    /// <param name="figure">Plotly's <c>data</c> and <c>layout</c>, perhaps <c>config</c>.</param>
    /// <param name="width">In CSS pixels. In a row, an element is as wide as its content, and Plotly's drawing as wide as its
    /// element.</param>
    /// <param name="keeps">Whether the interactive chart comes below what is still, not in its place.</param>
    public static string Around(string still, JsonNode figure, double width, bool keeps = false) =>
        $"<div class=\"course-chart\"{(keeps ? " data-keep" : "")} style=\"width:{Svg.Number(width)}px;max-width:100%\">" +
        $"{still}<script type=\"application/json\">{figure.ToJsonString(json)}</script></div>" +
        "<script>window.courseCharts?.()</script>";

    /// <summary>
    /// The Plotly library that the package Plotly.NET holds, and what draws the page's charts with it. Nothing comes from the
    /// network.
    /// </summary>
    public static string Script(Assembly plotly)
    {
        var name = plotly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var compressed = new MemoryStream();
        using (var library = plotly.GetManifestResourceStream(name)!)
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            library.CopyTo(gzip);
        using var loader = new StreamReader(typeof(ChartHtml).Assembly.GetManifestResourceStream("charts.js")!);
        var content = Convert.ToBase64String(compressed.ToArray());
        return $"<script defer>{loader.ReadToEnd().Replace("CONTENT", content, StringComparison.Ordinal)}</script>";
    }
}
