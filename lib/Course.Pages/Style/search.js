// Searches the sections of all lessons in the page's language. The index is a script of its own, loaded when it is first needed.
window.courseSearch = (() => {
  const most = 30;
  const button = document.getElementById("search-button");
  const words = JSON.parse(button.dataset.words);
  const search = { sections: null };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const input = element("input", { type: "search", "aria-label": words.title, placeholder: words.title, autocomplete: "off", spellcheck: "false", enterkeyhint: "go" });
  const status = element("p", { role: "status" });
  const list = element("ol", {});
  const close = element("button", { type: "button" }, words.close);
  const dialog = element("dialog", { id: "search", "aria-label": words.title }, element("div", { class: "field" }, input, close), status, list);
  document.body.append(dialog);

  // A word as a pattern. Korean spacing is loose, so between two syllables there may be a space or none.
  const pattern = word => {
    const letters = [...word].map(letter => letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(letters.reduce((all, letter, i) =>
      all + (/[가-힣]/.test(letter) && /[가-힣]/.test([...word][i - 1]) ? "\\s?" : "") + letter, ""), "giu");
  };

  const count = (text, word) => [...text.matchAll(word)].length;

  // Every word must be found; words in a section's title weigh most, in the lesson's title less.
  const rank = (section, query) => {
    const [, , title, lesson, text] = section;
    let sum = 0;
    for (const word of query) {
      const points = 20 * count(title, word) + 3 * count(lesson, word) + Math.min(count(text, word), 10);
      if (points === 0) return 0;
      sum += points;
    }
    return sum;
  };

  const marked = (text, query) => {
    const ranges = query.flatMap(word => [...text.matchAll(word)].map(match => [match.index, match.index + match[0].length])).sort((a, b) => a[0] - b[0]);
    const parts = [];
    let at = 0;
    for (const [from, to] of ranges) {
      if (from < at) continue;
      parts.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
      at = to;
    }
    return [...parts, text.slice(at)];
  };

  const excerpt = (text, query) => {
    const first = Math.min(...query.map(word => text.search(word)).filter(found => found >= 0), text.length);
    const from = first < 60 ? 0 : text.indexOf(" ", first - 50) + 1;
    const piece = text.slice(from, from + 170);
    return marked((from > 0 ? "… " : "") + piece + (from + 170 < text.length ? " …" : ""), query);
  };

  const entry = ([page, id, title, lesson, text], query) => element("li", {}, element("a", { href: page + (id ? "#" + encodeURIComponent(id) : "") },
    element("strong", {}, ...marked(title, query)),
    ...(lesson === title ? [] : [element("small", {}, lesson)]),
    element("span", {}, ...excerpt(text, query))));

  const show = () => {
    const query = input.value.normalize("NFC").trim().split(/\s+/).filter(word => word.length > 0).map(pattern);
    if (query.length === 0 || search.sections === null) {
      list.replaceChildren();
      status.textContent = search.failed ? words.notLoaded : words.hint;
      return;
    }
    const found = search.sections.map(section => ({ section, points: rank(section, query) }))
      .filter(one => one.points > 0).sort((a, b) => b.points - a.points);
    list.replaceChildren(...found.slice(0, most).map(one => entry(one.section, query)));
    status.textContent = found.length === 0 ? words.nothing : found.length === 1 ? words.foundOne : words.found.replace("{0}", found.length);
  };

  const load = () => {
    if (search.sections !== null || search.loading) return;
    search.loading = true;
    const script = element("script", { src: button.dataset.index });
    script.onload = show;
    script.onerror = () => { search.failed = true; search.loading = false; show(); };
    document.head.append(script);
  };

  const open = () => {
    if (dialog.open) return;
    load();
    dialog.showModal();
    input.select();
    show();
  };

  // Arrow keys go from the field through the results and back; Enter in the field opens the first.
  const keys = event => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.isComposing) return; // Enter may end a Korean syllable
    if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Enter" && document.activeElement === input && links.length > 0) links[0].click();
    else if (event.key === "Escape") dialog.close(); // of itself it would empty the field first
    else return;
    event.preventDefault();
  };

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", keys);
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("a")) dialog.close(); // beside it, or a result on this very page
  });
  close.addEventListener("click", () => dialog.close());
  button.addEventListener("click", open);
  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  button.hidden = false;
  return search;
})();
