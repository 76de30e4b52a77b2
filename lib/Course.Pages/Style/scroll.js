// What scrolls sideways or down must be reachable by the keyboard; what does not should be no stop on its way.
(() => {
  const measure = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const parts = "main :is(pre, table, .formula, .out > div, .out [style*=overflow], .prose > p)";
  for (const part of document.querySelectorAll(parts)) measure.observe(part);
})();
