using System.Runtime.CompilerServices;

namespace Course.Vision.Tests;

/// <summary>Every test uses libtorch as a notebook does, loaded by the kit.</summary>
internal static class LoadedLibtorch
{
    [ModuleInitializer]
    internal static void Load() => TorchLibrary.Load();
}
