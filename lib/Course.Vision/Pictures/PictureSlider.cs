using System.Text;

namespace Course.Vision;

/// <summary>
/// Pictures that a learner moves through by a slider. Without scripts all of them stand side by side, each with its name: nothing
/// is lost in a printed, previewed or untrusted notebook. Plain HTML and JavaScript, so it works in Jupyter, VS Code and a page.
/// </summary>
internal static class PictureSlider
{
    // It looks for sliders that no script has taken over yet: document.currentScript is empty where a front-end inserts the
    // output later.
    private const string Script = """
        (() => {
          for (const slider of document.querySelectorAll('div.course-slider:not([data-live])')) {
            slider.dataset.live = '';
            const frames = [...slider.querySelectorAll(':scope > .course-frames > figure')];
            const [bar, range, name] = ['div', 'input', 'output'].map(tag => document.createElement(tag));
            Object.assign(range, { type: 'range', min: 0, max: frames.length - 1, value: 0 });
            range.setAttribute('aria-label', slider.dataset.label);
            range.style.cssText = 'flex:1;min-width:120px';
            bar.style.cssText = 'display:flex;flex-wrap:wrap;gap:12px;align-items:center;max-width:460px;padding:4px 8px';
            const show = () => {
              frames.forEach((frame, i) => { frame.style.display = i == range.value ? '' : 'none'; });
              name.textContent = `${+range.value + 1}/${frames.length}  ${frames[range.value].dataset.name}`;
              range.setAttribute('aria-valuetext', frames[range.value].dataset.name);
            };
            for (const frame of frames) frame.querySelector('figcaption').style.display = 'none';
            range.addEventListener('input', show);
            bar.append(range, name);
            slider.prepend(bar);
            show();
          }
        })();
        """;

    public static Picture Of(string label, IReadOnlyList<(string Name, Picture Picture)> frames)
    {
        if (frames.Count == 0)
            throw new ArgumentException("Expected at least one picture to slide through, found none.", nameof(frames));
        label = Words.Here.Term(label);
        frames = [.. frames.Select(frame => (Words.Here.Term(frame.Name), frame.Picture))];
        var html = new StringBuilder(
            $"<div class=\"course-slider\" data-label=\"{Picture.Escape(label)}\" style=\"{Palette.Paper}\">" +
            "<div class=\"course-frames\" style=\"display:flex;flex-wrap:wrap;gap:8px\">");
        foreach (var (name, picture) in frames)
            html.Append($"<figure data-name=\"{Picture.Escape(name)}\" style=\"margin:0;max-width:100%\">" +
                $"<figcaption style=\"padding:4px 8px\">{Picture.Escape(name)}</figcaption>{picture.Html}</figure>");
        var text = Words.Here["Slider", label, frames.Count]
            + string.Join("\n", frames.Select(frame => $"{frame.Name}: {frame.Picture.AlternativeText}"));
        return new(html.Append($"</div></div><script>{Script}</script>").ToString(), text);
    }
}
