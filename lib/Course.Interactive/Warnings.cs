using System.Reflection;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.CSharp;

namespace Course.Interactive;

/// <summary>
/// TorchSharp was built against an older .NET, and the compiler says so (CS1701, level 2) in red under every cell that uses it.
/// The host has no setting for warnings, and no <c>#pragma</c> reaches this one.
/// </summary>
internal static class Warnings
{
    private const int Severe = 1;

    internal static FieldInfo? OptionsOfKernel { get; } = typeof(CSharpKernel)
        .GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic);

    public static void Quieten(CSharpKernel kernel)
    {
        if (OptionsOfKernel?.GetValue(kernel) is ScriptOptions options)
            OptionsOfKernel.SetValue(kernel, options.WithWarningLevel(Severe));
    }
}
