using System.Reflection;

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

        var outputs = Formatters(sourceType).ToDictionary(MimeType, formatter => Format(formatter, picture));

        Assert.Equal(preferred.Order(), outputs.Keys.Order());
        Assert.Equal("<b>bold</b>", outputs["text/html"]);
        Assert.Equal("bold", outputs["text/plain"]);
    }

    private static IEnumerable<object> Formatters(Type source) =>
        ((System.Collections.IEnumerable)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), [])!).Cast<object>();

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
    public void EveryTypeWithALookHasAFormatterForWhatItPrefers()
    {
        var shown = typeof(Picture).Assembly.GetTypes().Select(type => (Type: type, Look: type.GetCustomAttribute<TypeFormatterSourceAttribute>(inherit: false)))
            .Where(type => type.Look is not null).ToList();
        Assert.Contains(shown, type => type.Type == typeof(TrainingProgress)); // which names its formatter's class by a string
        Assert.All(shown, type => Assert.Equal(type.Look!.PreferredMimeTypes, Formatters(type.Look.FormatterSourceType).Select(MimeType)));
    }

    [Fact]
    public void RunningTrainingShowsABarAndItsLosses()
    {
        var history = new TrainingHistory();
        history.Add(new(50, 1, TrainLoss: 0.9, TestLoss: 0.8, TestAccuracy: 70, Seconds: 1));
        history.Add(new(100, 1, TrainLoss: 0.6, TestLoss: 0.5, TestAccuracy: 81.25, Seconds: 2));
        var outputs = Formatters(typeof(TrainingView)).ToDictionary(MimeType, formatter => Format(formatter, new TrainingProgress(history, 100, 400)));
        Assert.Contains("aria-valuenow=\"25\"", outputs["text/html"]);
        Assert.Contains("step 100 of 400, test accuracy 81.25 %", outputs["text/html"]);
        Assert.Contains("<img", outputs["text/html"]);
        Assert.Equal($"{history}", outputs["text/plain"]);
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
