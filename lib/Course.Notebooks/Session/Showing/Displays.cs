using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Course.Notebooks;

/// <summary>The functions and types that every cell can use by their bare names, as in .NET Interactive.</summary>
#pragma warning disable IDE1006, CA1708, CA1034, CA1724 // .NET Interactive's names, which notebooks use
public static class Displays
{
    /// <inheritdoc cref="Kernel.display"/>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>Shows a text as content of a type: <c>"&lt;b&gt;bold&lt;/b&gt;".DisplayAs("text/html")</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(value, [mimeType]);

    /// <summary>Shows rows as a table, and as text/csv.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> rows, params string[] mimeTypes) =>
        new(rows.ToTabularDataResource(), mimeTypes);

    /// <summary>What of .NET Interactive's class of this name needs no kernel.</summary>
    public abstract class Kernel
    {
        /// <summary>Shows a value now; the returned handle can replace it.</summary>
        /// <param name="value">Any object; a string with a MIME type is shown as that type of content.</param>
        /// <param name="mimeTypes">For example <c>text/html</c> or <c>text/markdown</c>; bytes can be an
        /// <c>image/png</c>.</param>
        public static DisplayedValue display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

        /// <summary>A text that is shown as HTML.</summary>
        public static HtmlString HTML(string content) => new(content);

        /// <summary>Lets the page run a script.</summary>
        public static void Javascript(string script) => script.DisplayAs("application/javascript");

        /// <summary>Adds rules to the page's style.</summary>
        public static void CSS(string rules) => $"<style>{rules}</style>".DisplayAs("text/html");

        /// <summary>Asks for a line of text.</summary>
        public static Task<string> GetInputAsync(string prompt = "") => Ask(prompt, hidden: false);

        /// <summary>Asks for a line of text that nobody sees.</summary>
        public static async Task<PasswordString> GetPasswordAsync(string prompt = "") => new(await Ask(prompt, hidden: true));

        private static Task<string> Ask(string prompt, bool hidden) =>
            Task.FromResult(CellScope.Current?.ReadLine(prompt, hidden) ?? "");
    }

    /// <summary>A formula in TeX's language: <c>(MathString)@"\frac{1}{2}"</c>.</summary>
    public sealed class MathString(string formula)
    {
        public static implicit operator MathString(string formula) => new(formula);

        public override string ToString() => $"$${formula}$$";
    }
}
