using FsCheck.Xunit;

namespace Course.Kernel.Tests;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀b", 2, 3)]
    [InlineData("😀😀", 1, 2)]
    [InlineData("한글", 1, 1)]
    [InlineData("abc", 99, 3)]
    [InlineData("abc", -1, 0)]
    public void PositionBecomesAnIndex(string text, int position, int index) =>
        Assert.Equal(index, CodePoints.ToIndex(text, position));

    [Property]
    public bool EveryPositionComesBack(string text)
    {
        text ??= "";
        var last = CodePoints.FromIndex(text, text.Length);
        return Enumerable.Range(0, last + 1).All(position => CodePoints.FromIndex(text, CodePoints.ToIndex(text, position)) == position);
    }
}
