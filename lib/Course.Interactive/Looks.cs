using System.Collections;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Course.Vision;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace Course.Interactive;

/// <summary>How values look: as in the kit's own kernel.</summary>
internal static class Looks
{
    public static bool Register()
    {
        foreach (var type in new[] { typeof(IFormattable), typeof(bool), typeof(char) }) // numbers, dates, enumerations
            Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
        _ = Formatter.GetPreferredMimeTypesFor(typeof(Rows)); // makes the host read the source of formatters
        Formatter.SetPreferredMimeTypesFor(typeof(nn.Module), PlainTextFormatter.MimeType);
        Formatter.Register<nn.Module>(ModuleText.Of);
        return true;
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
