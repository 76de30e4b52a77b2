using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

public sealed class FilmTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    private static Picture BlackGreyWhite => Plot.Film("점 <dots>", tensor(new[] { 0f, 1f, 2f }).view(3, 1, 1).expand(3, 8, 8));

    public void Dispose() => scope.Dispose();

    [Fact]
    public void WithoutScriptsOnePictureMovesByItself()
    {
        var (page, console) = Browser.Open(BlackGreyWhite.Html.Split("<script>")[0]);
        Assert.Empty(console);
        Assert.DoesNotContain("<button", page, StringComparison.Ordinal);
        Assert.Equal(3, BlackGreyWhite.Svg().Elements(ShownPicture.Namespace + "g").Count());
        Assert.Contains("#s1{animation:s1 1.2s", BlackGreyWhite.Svg().Element(ShownPicture.Namespace + "style")!.Value, StringComparison.Ordinal);
        Assert.Equal("Clip of 3 frames of 8 x 8: 점 <dots>.", BlackGreyWhite.AlternativeText);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 128)]
    [InlineData(2, 255)]
    public void SliderStopsItAtTheStepThatIsSeen(int step, int grey)
    {
        var (page, console) = Browser.Open(BlackGreyWhite.Html + $$"""
            <script>
            const [range, picture] = ['input', 'img'].map(tag => document.querySelector('.course-film ' + tag));
            range.value = {{step}};
            range.dispatchEvent(new Event('input'));
            setTimeout(() => {
              const canvas = document.createElement('canvas').getContext('2d');
              canvas.drawImage(picture, 0, 0);
              document.body.dataset.seen = canvas.getImageData(100, 100, 1, 1).data[0];
            }, 5000);
            </script>
            """);
        Assert.Empty(console);
        Assert.Contains($"<body data-seen=\"{grey}\"", page, StringComparison.Ordinal);
        Assert.Contains($"{step + 1}/3</output>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Play\"", page, StringComparison.Ordinal); // it stands still
    }

    [Fact]
    public void OutputsBeforeAStepStayAndLaterOnesAreHidden()
    {
        var style = SlidingFilter.Animate(ones(6), ones(3)).Svg().Element(ShownPicture.Namespace + "style")!.Value;
        Assert.Contains(".output:has(~:target){opacity:1!important}", style, StringComparison.Ordinal);
        var groups = SlidingFilter.Animate(ones(6), ones(3)).Svg().Elements(ShownPicture.Namespace + "g").Select(group => (string?)group.Attribute("id"));
        Assert.Equal(["o0", "s0", "o1", "s1", "o2", "s2", "o3", "s3"], groups);
    }

    [Fact]
    public void OtherTensorsThanFramesAreRefused() => Assert.Throws<ArgumentException>(() => Plot.Film("image", ones(8, 8)));
}
