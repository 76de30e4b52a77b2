using System.Collections;
using System.Reflection;
using Course.Drawings;
using Course.Vision;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Course.Interactive;

/// <summary>How values look: as in the kit's own kernel.</summary>
internal static class Looks
{
    public static void Register()
    {
        foreach (var type in new[] { typeof(IFormattable), typeof(bool), typeof(char) }) // numbers, dates, enumerations
            Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
        _ = Formatter.GetPreferredMimeTypesFor(typeof(Rows)); // makes the host read the source of formatters
        Formatter.SetPreferredMimeTypesFor(typeof(nn.Module), PlainTextFormatter.MimeType);
        Formatter.Register<nn.Module>(ModuleText.Of);
        foreach (var library in AppDomain.CurrentDomain.GetAssemblies())
            RegisterCharts(library);
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => RegisterCharts(loaded.LoadedAssembly);
    }

    /// <summary>A package of Plotly.NET may be loaded at any time, and each copy has a type of its own.</summary>
    private static void RegisterCharts(Assembly library)
    {
        if (library.GetName().Name != "Plotly.NET" || library.GetType(ForeignChart.TypeName) is not { } chart)
            return;
        Formatter.SetPreferredMimeTypesFor(chart, HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
        Formatter.Register(chart, (value, writer) => writer.Write(ForeignChart.Of(value)!.Html), HtmlFormatter.MimeType);
        Formatter.Register(chart, (value, writer) => writer.Write(ForeignChart.Of(value)!.Text), PlainTextFormatter.MimeType);
    }

    /// <summary>
    /// Names the formatter for rows. One that the host finds this way stands beside its own and may pass a value on to them; one
    /// that is registered has to show every value of its type.
    /// </summary>
    [TypeFormatterSource(typeof(RowsSource))]
    private sealed class Rows;

    private sealed class RowsSource : ITypeFormatterSource
    {
        public IEnumerable<ITypeFormatter> CreateTypeFormatters() => [new HtmlFormatter<IEnumerable>(RowTable.TryWrite)];
    }
}
