namespace Course.Vision.Tests;

public class PictureTests
{
    /// <summary>As .NET Interactive does it: by simple names and reflection only.</summary>
    [Fact]
    public void HostFindsItsFormattersByConvention()
    {
        var picture = new Picture("<b>bold</b>", "bold");
        var source = picture.GetType().GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var sourceType = (Type)source.GetType().GetProperty("FormatterSourceType")!.GetValue(source)!;
        var preferred = (string[])source.GetType().GetProperty("PreferredMimeTypes")!.GetValue(source)!;

        var formatters = (System.Collections.IEnumerable)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(sourceType), [])!;
        var outputs = formatters.Cast<object>().ToDictionary(MimeType, formatter => Format(formatter, picture));

        Assert.Equal(preferred.Order(), outputs.Keys.Order());
        Assert.Equal("<b>bold</b>", outputs["text/html"]);
        Assert.Equal("bold", outputs["text/plain"]);
    }

    private static string MimeType(object formatter) => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;

    private static string Format(object formatter, object value)
    {
        var format = formatter.GetType().GetMethods().Single(method => method.Name == "Format");
        var writer = new StringWriter();
        Assert.Equal(true, format.Invoke(formatter, [value, writer]));
        Assert.Equal(false, format.Invoke(formatter, ["no picture", writer]));
        return writer.ToString();
    }

    [Fact]
    public void RowShowsAllPicturesAndSaysAllTexts()
    {
        var row = Picture.Row(new("<i>a</i>", "first"), new("<i>b</i>", "second"));
        Assert.Contains("<i>a</i>", row.Html, StringComparison.Ordinal);
        Assert.Contains("<i>b</i>", row.Html, StringComparison.Ordinal);
        Assert.Equal("first\nsecond", row.ToString());
    }

    [Fact]
    public void RowOfNothingIsRefused() => Assert.Throws<ArgumentException>(() => Picture.Row());
}
