using System.Text;

namespace Course.Drawings;

/// <summary>
/// A picture that goes on step by step and begins anew. Groups of class "step" (s0, s1 ...) are seen one at a time, those of
/// class "output" (o0, o1 ..., each before its step) come with their step and stay. Without scripts CSS moves it, and only where
/// motion is welcome; with them it can be stopped and stepped through, by mouse and by keyboard.
/// </summary>
/// <param name="Steps">How many there are.</param>
/// <param name="SecondsPerStep">How long a step is seen.</param>
/// <param name="HeldSteps">So many steps longer the last one is seen.</param>
internal sealed record Film(int Steps, double SecondsPerStep, int HeldSteps)
{
    // The picture's address ends in #s3 while step 3 is to be seen: that reaches into an image, as no script can.
    private const string Stepped =
        "svg:has(:target) .step,svg:has(:target) .output{animation:none!important;opacity:0!important}" +
        "svg:has(:target) .step:target,svg:has(:target) .output:has(~:target){opacity:1!important}";

    // It looks for films that no script has taken over yet: document.currentScript is empty where a front-end inserts the
    // output later.
    private const string Script = """
        (() => {
          for (const film of document.querySelectorAll('div.course-film:not([data-live])')) {
            film.dataset.live = '';
            const picture = film.querySelector('img'), whole = picture.src, data = film.dataset;
            const [bar, button, range, place] = ['div', 'button', 'input', 'output'].map(tag => document.createElement(tag));
            const last = data.steps - 1, calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
            let tick = calm ? last : 0, timer;
            const show = () => {
              range.value = Math.min(tick, last);
              picture.src = `${whole}#s${range.value}`;
              place.textContent = `${+range.value + 1}/${data.steps}`;
            };
            const play = on => {
              clearInterval(timer);
              timer = on && setInterval(() => {
                tick = (tick + 1) % (+data.steps + +data.held);
                film.isConnected ? show() : clearInterval(timer);
              }, 1000 * data.seconds);
              button.textContent = on ? '❚❚' : '▶';
              button.setAttribute('aria-label', on ? data.pause : data.play);
            };
            Object.assign(range, { type: 'range', min: 0, max: last });
            range.setAttribute('aria-label', data.step);
            range.style.cssText = 'flex:1;min-width:80px';
            bar.style.cssText = 'display:flex;gap:12px;align-items:center;max-width:360px;padding:4px 8px';
            button.style.cssText = 'min-width:44px;min-height:32px';
            range.addEventListener('input', () => { tick = +range.value; play(false); show(); });
            button.addEventListener('click', () => play(!timer));
            bar.append(button, range, place);
            film.append(bar);
            show();
            play(!calm);
          }
        })();
        """;

    /// <summary>The style sheet that belongs into the picture.</summary>
    public string Style()
    {
        var period = Svg.Number((Steps + HeldSteps) * SecondsPerStep);
        var style = new StringBuilder(
            $".step{{opacity:0}}#s{Steps - 1}{{opacity:1}}@media (prefers-reduced-motion:no-preference){{");
        for (var i = 0; i < Steps; i++)
        {
            var (from, to) = (Percent(i), i == Steps - 1 ? 100 : Percent(i + 1));
            style.Append(
                $"#s{i}{{animation:s{i} {period}s step-end infinite}}#o{i}{{animation:o{i} {period}s step-end infinite}}");
            style.Append($"@keyframes s{i}{{0%{{opacity:{(i == 0 ? 1 : 0)}}}{Svg.Number(from)}%{{opacity:1}}")
                .Append($"{Svg.Number(to)}%,100%{{opacity:0}}}}");
            style.Append($"@keyframes o{i}{{0%{{opacity:0}}{Svg.Number(from)}%,100%{{opacity:1}}}}");
        }
        return $"<style>{style}}}{Stepped}</style>";

        double Percent(int step) => 100.0 * step / (Steps + HeldSteps);
    }

    /// <summary>The picture with what stops it and steps through it.</summary>
    /// <param name="svg">The picture, with <see cref="Style"/> in it.</param>
    /// <param name="text">What it shows, in words.</param>
    public string ToHtml(Svg svg, string text) =>
        $"<div class=\"course-film\" data-steps=\"{Steps}\" data-held=\"{HeldSteps}\" " +
        $"data-pause=\"{Words.Here["Pause"]}\" data-play=\"{Words.Here["Play"]}\" data-step=\"{Words.Here["FilmStep"]}\" " +
        $"data-seconds=\"{Svg.Number(SecondsPerStep)}\" style=\"{Palette.Paper}\">{svg.ToImage(text)}</div>" +
        $"<script>{Script}</script>";
}
