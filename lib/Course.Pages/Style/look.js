// Runs in the head, so that a page appears in its look at once: light or dark as chosen here, else as the system says.
(() => {
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* storage is off */ } };
  const recall = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.look ?? (system.matches ? "dark" : "light")) === "dark";

  const look = recall("course-look");
  if (look === "dark" || look === "light") document.documentElement.dataset.look = look;

  const lookButton = () => {
    const button = document.getElementById("look-button");
    const show = () => button.setAttribute("aria-pressed", isDark());
    button.addEventListener("click", () => {
      const next = isDark() ? "light" : "dark";
      document.documentElement.dataset.look = next;
      remember("course-look", next);
      show();
    });
    system.addEventListener("change", show);
    show();
    button.hidden = false;
  };

  // The first page of the site leads to the language that was chosen last.
  const languages = () => {
    for (const link of document.querySelectorAll(".languages a"))
      link.addEventListener("click", () => remember("course-language", link.hreflang));
  };

  // Marks in the contents where the reader is.
  const position = () => {
    const links = new Map([...document.querySelectorAll("#toc ol ol a")].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...document.querySelectorAll("main :is(h2, h3)[id]")].filter(heading => links.has(heading.id));
    let current = null;
    const mark = () => {
      const last = headings.findLast(heading => heading.getBoundingClientRect().top < innerHeight / 3);
      const next = last && links.get(last.id);
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "location");
      current = next;
    };
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    mark();
  };

  addEventListener("DOMContentLoaded", () => { lookButton(); languages(); position(); });
})();
