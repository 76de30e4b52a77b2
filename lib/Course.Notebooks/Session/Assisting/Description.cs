using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.QuickInfo;

namespace Course.Notebooks;

/// <summary>What a name means: signature, documentation, the other overloads.</summary>
internal static class Description
{
    private const int shownOverloads = 12;

    public static MimeBundle? Find(Document document, int position, SyntaxNode root)
    {
        var service = QuickInfoService.GetService(document)!;
        var invocation = root.FindToken(Math.Min(position, root.FullSpan.End)).Parent?.AncestorsAndSelf()
            .OfType<InvocationExpressionSyntax>().FirstOrDefault(node => node.ArgumentList.FullSpan.IntersectsWith(position));
        // A cursor after a name or inside its parentheses asks for that name.
        int?[] places = [position, position > 0 ? position - 1 : null, invocation?.ArgumentList.SpanStart - 1];
        foreach (var place in places.OfType<int>())
        {
            if (Assistant.Wait(service.GetQuickInfoAsync(document, place)) is not { Sections.Length: > 0 } info)
                continue;
            var text = new StringBuilder()
                .AppendJoin("\n\n", info.Sections.Select(section => section.Text.Trim()).Where(section => section.Length > 0));
            var named = root.FindToken(place).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(
                node => node.Expression.Span.Contains(place)) ?? invocation;
            if (Overloads(document, named) is { } overloads)
                text.Append("\n\n").Append(overloads);
            var plain = text.ToString();
            return MimeBundle.Html($"<pre style=\"white-space:pre-wrap\">{System.Net.WebUtility.HtmlEncode(plain)}</pre>", plain);
        }

        return null;
    }

    private static string? Overloads(Document document, InvocationExpressionSyntax? invocation)
    {
        if (invocation is null)
            return null;
        var model = Assistant.Wait(document.GetSemanticModelAsync())!;
        var methods = model.GetMemberGroup(invocation.Expression);
        if (methods.Length < 2)
            return null;
        var lines = methods.Take(shownOverloads)
            .Select(method => "  " + method.ToMinimalDisplayString(model, invocation.SpanStart));
        var rest = methods.Length > shownOverloads ? $"\n  ... {methods.Length - shownOverloads} more" : "";
        return "Overloads:\n" + string.Join('\n', lines) + rest;
    }
}
