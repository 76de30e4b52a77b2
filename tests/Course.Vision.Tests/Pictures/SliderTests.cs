namespace Course.Vision.Tests;

public class SliderTests
{
    private static readonly Picture slider = Plot.Slider("층 <layer>",
        [("features.0", new Picture("<p>first</p>", "one")), ("features.20", new Picture("<p>second</p>", "two")), ("끝", new Picture("<p>third</p>", "three"))]);

    [Fact]
    public void WithoutScriptsEveryPictureIsThereWithItsName()
    {
        var (page, _) = Browser.Open(slider.Html.Split("<script>")[0]);
        Assert.Equal(3, page.Split("<figure").Length - 1);
        Assert.DoesNotContain("display: none", page, StringComparison.Ordinal);
        Assert.Contains(">features.20</figcaption>", page, StringComparison.Ordinal);
        Assert.Equal("층 <layer>, 3 steps. features.0: one\nfeatures.20: two\n끝: three", slider.AlternativeText);
    }

    [Fact]
    public void SliderShowsOnePictureAndMovesToTheNext()
    {
        const string Move = "<script>for (const r of document.querySelectorAll('input')) { r.value = 1; r.dispatchEvent(new Event('input')) }</script>";
        var (page, console) = Browser.Open(slider.Html + Move);
        Assert.Empty(console);
        Assert.Equal(["features.20"], Visible(page));
        Assert.Contains("2/3  features.20</output>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"층 &lt;layer&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-valuetext=\"features.20\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralSlidersOfAPageMoveByThemselves()
    {
        const string Move = "<script>const r = document.querySelector('input'); r.value = 2; r.dispatchEvent(new Event('input'))</script>";
        var (page, console) = Browser.Open(slider.Html + slider.Html + Move);
        Assert.Empty(console);
        Assert.Equal(["끝", "features.0"], Visible(page));
        Assert.Equal(2, page.Split("type=\"range\"").Length - 1); // none of them twice
    }

    [Fact]
    public void NoPicturesAreRefused() => Assert.Throws<ArgumentException>(() => Plot.Slider("layer", []));

    private static IEnumerable<string> Visible(string page) => page.Split("<figure").Skip(1).Where(figure => !figure.Split('>')[0].Contains("display: none", StringComparison.Ordinal))
        .Select(figure => figure.Split("data-name=\"")[1].Split('"')[0]);
}
