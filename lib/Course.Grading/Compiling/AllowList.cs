using Microsoft.CodeAnalysis;

namespace Course.Grading;

/// <summary>
/// What answers may use. Everything else is refused, so a new .NET brings no new hole: the list names what exercises on
/// convolutional networks need, and what a lab's own solutions use is allowed in that lab.
/// </summary>
internal static class AllowList
{
    private static readonly HashSet<string> namespaces =
    [
        "System.Collections", "System.Collections.Generic", "System.Collections.Concurrent", "System.Linq", "System.Text",
        "System.Threading.Tasks", "TorchSharp", "TorchSharp.Modules", "TorchSharp.Utils",
    ];

    private static readonly HashSet<string> types =
    [
        .. Names("System", """
            Object String Char Boolean Byte SByte Int16 UInt16 Int32 UInt32 Int64 UInt64 Int128 UInt128 Half Single Double Decimal
            Void Math MathF Convert BitConverter Random Array Span ReadOnlySpan Memory ReadOnlyMemory MemoryExtensions Index Range
            Nullable Tuple ValueTuple Enum Func Action Predicate Comparison Converter Lazy IComparable IEquatable IDisposable
            IAsyncDisposable ICloneable IFormattable IFormatProvider FormattableString StringComparison StringComparer
            StringSplitOptions MidpointRounding DateTime DateTimeOffset TimeSpan DayOfWeek Guid EventArgs EventHandler
            FlagsAttribute ObsoleteAttribute ParamArrayAttribute ArraySegment IProgress Progress Console Type
            """),
        "System.Environment", "System.GC", "System.Diagnostics.Debug", "System.Diagnostics.Stopwatch",
        "System.Globalization.CultureInfo", "System.Globalization.NumberStyles", "System.Runtime.CompilerServices.ITuple",
        "System.Numerics.BitOperations", "System.Numerics.Complex", "System.Numerics.INumber", "System.Numerics.BigInteger",
        "System.Threading.Interlocked", "System.Threading.Lock", "System.Threading.CancellationToken",
        "System.Threading.CancellationTokenSource",
        .. Names("Course.Vision", """
            Check Plot Charts Picture Series ChartOptions SlidingOptions Samples StandIn DrawnPhotos LabelledImages
            Batches Batch IBatchSource Trainer TrainingHistory TrainingPoint Transforms Transform Compute Network Live
            LayerActivations ModuleText
            """),
        "Course.Files.CheckedOperations", // what calls of torch become
        "Course.Notebooks.Displays", "Course.Notebooks.Displays.Kernel", "Course.Notebooks.DisplayedValue",
        "Microsoft.AspNetCore.Html.HtmlString", "Course.Notebooks.Interrupts",
    ];

    // Of these types only these members.
    private static readonly Dictionary<string, HashSet<string>> someMembers = new()
    {
        ["System.Console"] = ["Write", "WriteLine"],
        ["System.Environment"] = ["NewLine", "TickCount", "TickCount64", "ProcessorCount"],
        ["System.GC"] = ["Collect", "GetTotalMemory", "KeepAlive"],
        ["System.Diagnostics.Debug"] = ["Assert", "Print", "Write", "WriteIf", "WriteLine", "WriteLineIf"],
        ["System.Type"] = ["Name", "FullName", "ToString", "Equals"],
        ["System.Globalization.CultureInfo"] = ["InvariantCulture"],
    };

    // Parts of allowed namespaces that read files, ask the network, or run other code.
    private static readonly HashSet<string> refusedTypes =
    [
        "System.Linq.Queryable", "System.Linq.EnumerableQuery", "TorchSharp.torch.jit", "TorchSharp.torch.hub",
        "TorchSharp.torch.utils.tensorboard",
        "TorchSharp.torchvision.io", "TorchSharp.torch.Storage",
    ];

    private static readonly HashSet<string> refusedMembers =
    [
        "System.Exception.TargetSite", "System.Threading.Tasks.TaskScheduler.UnobservedTaskException",
        "System.Array.CreateInstance",
        "System.Enum.Parse", "System.Convert.ChangeType",
        // Of a tensor's memory: what moves it while somebody looks at it, and what looks at it without a bound.
        .. Names("TorchSharp.torch.Tensor", """
            set_ resize_ resize_as_ storage untyped_storage swap_tensors bytes ReadCpuSingle ReadCpuDouble ReadCpuInt32
            ReadCpuInt64 ReadCpuInt16 ReadCpuInt8 ReadCpuByte ReadCpuUInt8 ReadCpuBool ReadCpuHalf ReadCpuBFloat16 ReadCpuValue
            """),
        .. Names("TorchSharp.torch",
            "frombuffer set_default_dtype set_default_device set_num_threads set_num_interop_threads"),
    ];

    /// <summary>Why an answer may not use a symbol, or null.</summary>
    /// <param name="without">Types and namespaces that the exercise wants done without.</param>
    public static string? Refusal(ISymbol symbol, LabRules rules, IReadOnlyCollection<string> without)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition
            : symbol.OriginalDefinition;
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or ILabelSymbol
            or IRangeVariableSymbol or IDiscardSymbol or IArrayTypeSymbol or IMethodSymbol
            {
                MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.BuiltinOperator,
            })
            return null;
        if (symbol is IDynamicTypeSymbol)
            return rules.Words["Dynamic"];
        if (symbol is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            return rules.Words["Pointers"];
        if (symbol.ContainingAssembly?.Name.StartsWith("Cell-", StringComparison.Ordinal) == true)
            return null; // declared in the notebook
        if (without.FirstOrDefault(name => $"{symbol.ToDisplayString()}.".StartsWith(name + ".", StringComparison.Ordinal)
            || $"{symbol.ContainingType?.ToDisplayString()}.".StartsWith(name + ".", StringComparison.Ordinal)) is not null)
            return rules.Words["ByHandOnly", Name(symbol)];
        if (symbol.GetDocumentationCommentId() is { } id && rules.Used.Contains(id))
            return null;

        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || type.IsAnonymousType || type.IsTupleType)
            return null;
        if (!IsAllowed(type))
            return rules.Words["NotAllowed", Name(symbol)];
        if (symbol is INamedTypeSymbol)
            return null;
        var name = FullName(type);
        if (someMembers.TryGetValue(name, out var members) && !members.Contains(symbol.Name)
            || refusedMembers.Contains($"{name}.{symbol.Name}") || IsFileAccess(name, symbol) || HasStreams(symbol))
            return rules.Words["MemberNotAllowed", Name(symbol)];
        return HasPointers(symbol) ? rules.Words["Pointers"] : null;
    }

    private static bool IsAllowed(INamedTypeSymbol type)
    {
        if (refusedTypes.Contains(FullName(type)))
            return false;
        if (type.ContainingType is { } outer)
            return IsAllowed(outer);
        var space = type.ContainingNamespace.ToDisplayString();
        return namespaces.Contains(space) || types.Contains(FullName(type)) || (space == "System" && IsException(type));
    }

    private static bool IsException(INamedTypeSymbol type) =>
        TestMeaning.WithBases(type).Any(up => up is { Name: "Exception", ContainingNamespace.Name: "System" });

    // torch.load and Module.load run what a file tells them to; nothing is to be saved here either.
    private static bool IsFileAccess(string type, ISymbol member) =>
        type.StartsWith("TorchSharp.", StringComparison.Ordinal)
        && (member.Name.StartsWith("load", StringComparison.OrdinalIgnoreCase)
        || member.Name.StartsWith("save", StringComparison.OrdinalIgnoreCase))
        && member.Name != "load_state_dict";

    private static bool HasStreams(ISymbol symbol) => symbol is IMethodSymbol method
        && method.Parameters.Any(parameter => parameter.Type.ContainingNamespace?.ToDisplayString() == "System.IO");

    private static bool HasPointers(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => IsPointer(method.ReturnType) || method.Parameters.Any(parameter => IsPointer(parameter.Type)),
        IPropertySymbol property => IsPointer(property.Type),
        IFieldSymbol field => IsPointer(field.Type),
        _ => false,
    };

    private static bool IsPointer(ITypeSymbol type) =>
        type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
        || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || type is IArrayTypeSymbol { ElementType: var element } && IsPointer(element);

    private static string Name(ISymbol symbol) =>
        symbol is INamedTypeSymbol type ? FullName(type)
        : symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? FullName(constructor.ContainingType)
        : $"{FullName(symbol.ContainingType)}.{symbol.Name}";

    private static string FullName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return $"{FullName(outer)}.{type.Name}";
        var space = type.ContainingNamespace;
        return space is null or { IsGlobalNamespace: true } ? type.Name : $"{space.ToDisplayString()}.{type.Name}";
    }

    private static IEnumerable<string> Names(string space, string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => $"{space}.{name}");
}
