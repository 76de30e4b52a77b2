using System.Globalization;
using System.Text.RegularExpressions;
using Course.Notebooks;

namespace Course.Pages.Tests;

public class StyleTests
{
    /// <summary>WCAG 2.2, 1.4.3: text stands out by at least 4.5 to 1, in the light and in the dark look.</summary>
    [Theory]
    [InlineData("page", "text muted link ok bad black red green yellow blue magenta cyan white")]
    [InlineData("code", "text keyword type method string number comment directive muted")]
    [InlineData("inline", "text link")]
    [InlineData("mark", "text")]
    [InlineData("warn-back", "text red green yellow blue magenta cyan white")]
    [InlineData("bad-back", "text muted link bad red green yellow blue magenta cyan white")]
    public void TextStandsOut(string background, string texts)
    {
        var css = Regex.Match(Page.ToHtml(new Notebook()), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        foreach (var look in new[] { "light", "dark" })
            foreach (var text in texts.Split(' '))
                Assert.True(Contrast(Colour(css, text, look), Colour(css, background, look)) >= 4.5, $"--{text} on --{background}, {look}");
    }

    private static string Colour(string css, string name, string look) =>
        Regex.Match(css, $@"--{name}: light-dark\(#(?<light>[0-9a-f]{{6}}), #(?<dark>[0-9a-f]{{6}})\);").Groups[look].Value;

    private static double Contrast(string a, string b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = colour.Chunk(2).Select(hex => int.Parse(hex, NumberStyles.HexNumber) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
