using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Course.Notebooks;

/// <summary>
/// Finds the assemblies that referenced assemblies mention, beside them. Code can use their types where they appear in a
/// signature; to name them in a <c>using</c> it needs its own <c>#r</c>, as in .NET Interactive.
/// </summary>
internal sealed class DependencyResolver(Libraries libraries) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity reference) =>
        libraries.Find(reference.Name) is { } path ? libraries.ReferenceTo(path) : null;

    // #r is a directive of ours: it never reaches the compiler.
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => libraries.GetHashCode();
}
