using Course.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace Course.Interactive;

/// <summary>
/// Sends calls of TorchSharp that would end the process on a wrong shape to their checked versions, by the rule of the kit's own
/// engine. No line of the cell moves.
/// </summary>
internal sealed class CheckedCells(CSharpKernel kernel)
{
    public Task Run(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next) =>
        next(command is SubmitCode cell && Checked(cell.Code) is { } code ? Copy(cell, code) : command, context);

    private string? Checked(string code)
    {
        if (kernel.ScriptState?.Script is not { } before
            || before.ContinueWith(code).GetCompilation() is not CSharpCompilation cell)
            return null;
        var (tree, text) = (cell.SyntaxTrees.Single(), SourceText.From(code));
        var changes = CheckedCalls.Find(tree, tree.GetRoot(), _ => cell).SelectMany(change => change).ToList();
        if (changes.Count == 0)
            return null;
        // Behind the cell's own #r lines.
        if (CheckedCalls.Using(changes) is { NewText: { } import })
            changes.Add(new(new(tree.GetRoot().GetFirstToken().SpanStart, 0), import));
        return text.WithChanges(changes.OrderBy(change => change.Span.Start)).ToString();
    }

    /// <summary>The same command to everybody who asks, for commands are compared by their tokens.</summary>
    private static SubmitCode Copy(SubmitCode cell, string code)
    {
        var copy = new SubmitCode(code, cell.TargetKernelName);
        copy.SetToken(cell.GetOrCreateToken());
        return copy;
    }
}
