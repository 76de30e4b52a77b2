using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>The networks of lesson 5.2, compiled from its own cells: what is tested is what is taught.</summary>
internal static class LessonNetworks
{
    private static readonly Lazy<Assembly> lesson = new(Compile);

    /// <summary>A network with random weights.</summary>
    /// <param name="name">FashionDNN or FashionCNN.</param>
    public static nn.Module<Tensor, Tensor> Make(string name) =>
        (nn.Module<Tensor, Tensor>)Activator.CreateInstance(lesson.Value.GetType(name, throwOnError: true)!)!;

    private static Assembly Compile()
    {
        var usings = File.ReadLines(Repository.Path("notebooks/setup.csx")).Where(line => line.StartsWith("using ", StringComparison.Ordinal));
        var code = string.Join('\n', [.. usings, Cell("dnn-code"), Cell("cnn-code")]);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create("Lesson52", [CSharpSyntaxTree.ParseText(code)],
            references.Select(file => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(file)),
            new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    private static string Cell(string id)
    {
        var notebook = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("notebooks/en/5.2-fashion-mnist.ipynb"))).RootElement;
        var cell = notebook.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("id").GetString() == id);
        return string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));
    }
}
