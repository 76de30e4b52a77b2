using System.IO.Compression;

namespace Course.Vision;

/// <summary>Makes the charts of a notebook interactive.</summary>
public static class Charts
{
    // Runs in the page. Charts and this script may come in any order and again and again (a cell run twice): whoever comes last
    // draws all charts that are not drawn yet. The library is inflated once a page. AMD loaders (classic Jupyter) and CommonJS are
    // kept out by parameters of the same names.
    private const string Loader = """
        (() => {
          const load = async base64 => {
            const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
            const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
            const code = await new Response(stream).text();
            const module = window.coursePlotlyModule = { exports: {} };
            const script = document.createElement('script');
            script.textContent = `(function (module, exports, define) {${code}\n})(coursePlotlyModule, coursePlotlyModule.exports)`;
            document.head.append(script);
            script.remove();
            return module.exports;
          };
          const webgl = () => document.createElement('canvas').getContext('webgl') !== null;
          const draw = async (plotly, chart) => {
            const picture = chart.querySelector('img');
            const figure = JSON.parse(chart.querySelector('script').textContent);
            if (figure.data.some(trace => trace.type === 'volume') && !webgl()) return;
            const place = document.createElement('div');
            place.setAttribute('role', 'img');
            place.setAttribute('aria-label', picture.alt);
            chart.append(place);
            try {
              await plotly.newPlot(place, figure.data, figure.layout, {
                responsive: true, displaylogo: false,
                modeBarButtonsToRemove: ['select2d', 'lasso2d', 'zoomIn2d', 'zoomOut2d', 'autoScale2d'],
              });
              if (!('keep' in chart.dataset)) picture.style.display = 'none';
            } catch (error) {
              place.remove(); // the static picture stays
              console.warn('Chart stays static:', error);
            }
          };
          window.coursePlotly ??= load('CONTENT');
          window.courseCharts = () => window.coursePlotly.then(plotly => {
            for (const chart of document.querySelectorAll('div.course-chart:not([data-drawn])')) {
              chart.dataset.drawn = '';
              draw(plotly, chart);
            }
          }, error => console.warn('Charts stay static:', error));
          window.courseCharts();
        })();
        """;

    /// <summary>
    /// The Plotly library, from the Plotly.NET package, as a script in the page; the setup cell shows it once a notebook. Nothing
    /// is loaded from the network. Without it, or with scripts off, each chart stays the static picture that it begins as.
    /// </summary>
    public static Picture Script()
    {
        var assembly = typeof(Plotly.NET.Defaults).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var compressed = new MemoryStream();
        using (var library = assembly.GetManifestResourceStream(name)!)
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            library.CopyTo(gzip);
        var content = Convert.ToBase64String(compressed.ToArray());
        return new($"<script defer>{Loader.Replace("CONTENT", content, StringComparison.Ordinal)}</script>", "Charts are interactive in this notebook.");
    }
}
