// Runs in the page. Charts and this script may come in any order and again and again (a cell run twice): whoever comes last draws all
// charts that are not drawn yet. The library is inflated once a page. AMD loaders (classic Jupyter) and CommonJS are kept out by
// parameters of the same names.
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
  // A page that is still arriving may hold half a chart; whole ones have something behind them, at least the script that calls this.
  const isWhole = chart => document.readyState !== 'loading' || chart.nextElementSibling !== null;
  const draw = async (plotly, chart) => {
    const still = chart.querySelector('img, p');
    const figure = JSON.parse(chart.querySelector('script[type="application/json"]').textContent);
    if (figure.data.some(trace => trace.type === 'volume') && !webgl()) return;
    const place = document.createElement('div');
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', still.alt ?? still.textContent);
    chart.append(place);
    try {
      await plotly.newPlot(place, figure.data, figure.layout, {
        responsive: true, displaylogo: false,
        modeBarButtonsToRemove: ['select2d', 'lasso2d', 'zoomIn2d', 'zoomOut2d', 'autoScale2d'],
        ...figure.config,
      });
      if (!('keep' in chart.dataset)) still.style.display = 'none';
    } catch (error) {
      place.remove(); // the static picture stays
      console.warn('Chart stays static:', error);
    }
  };
  window.coursePlotly ??= load('CONTENT');
  window.courseCharts = () => window.coursePlotly.then(async plotly => {
    const charts = [...document.querySelectorAll('div.course-chart:not([data-drawn])')].filter(isWhole);
    if (charts.length === 0) return;
    for (const chart of charts) chart.dataset.drawn = '';
    await Promise.all(charts.map(chart => draw(plotly, chart)));
    window.dispatchEvent(new Event('resize')); // in a row a chart may have been drawn beside a wider static picture
  }, error => console.warn('Charts stay static:', error));
  window.courseCharts();
})();
