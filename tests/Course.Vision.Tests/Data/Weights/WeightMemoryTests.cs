using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests;

/// <summary>Peak memory while loading 200 MB, as the kernel counts it (Linux), with no other test beside it.</summary>
[Collection(nameof(Alone))]
public class WeightMemoryTests
{
    private const long Size = 208 << 20;

    [Theory]
    [InlineData("zip"), InlineData("legacy"), InlineData("safetensors")]
    public void LoadingTakesAtMostAThirdMoreThanTheFile(string form)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Peak memory is read from /proc.");
        using var scratch = new Scratch();
        var path = Make(form, scratch);
        using var scope = NewDisposeScope();
        var before = PeakMemory.Reset();
        var tensors = WeightFile.Load(path).Tensors();
        Assert.Equal(13, tensors.Count);
        Assert.True(PeakMemory.SinceReset() - before < 1.3 * Size, $"{(PeakMemory.SinceReset() - before) >> 20} MB for a file of {Size >> 20} MB");
        foreach (var tensor in tensors.Values) tensor.Dispose();
    }

    [Theory]
    [InlineData("zip"), InlineData("legacy"), InlineData("safetensors")]
    public void LoadingIntoANetworkTakesNextToNothing(string form)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Peak memory is read from /proc.");
        using var scratch = new Scratch();
        var path = Make(form, scratch);
        using var scope = NewDisposeScope();
        var layers = nn.Sequential(Enumerable.Range(0, 13).Select(i => ($"{i}", (nn.Module<Tensor, Tensor>)nn.Linear(4096, 1024, hasBias: false))));
        var before = PeakMemory.Reset();
        WeightFile.Load(path).Into(layers);
        Assert.True(PeakMemory.SinceReset() - before < 0.3 * Size, $"{(PeakMemory.SinceReset() - before) >> 20} MB more for a file of {Size >> 20} MB");
    }

    private static string Make(string form, Scratch scratch)
    {
        (string Name, long[] Shape)[] tensors = [.. Enumerable.Range(0, 13).Select(i => ($"{i}.weight", new long[] { 1024, 4096 }))];
        var storages = Enumerable.Repeat(new byte[16 << 20], 13).ToArray();
        var path = scratch["large"];
        if (form == "zip") File.WriteAllBytes(path, TorchFile.Zip(TorchFile.StateDict(tensors), storages));
        if (form == "legacy") File.WriteAllBytes(path, TorchFile.Legacy(TorchFile.StateDict(tensors), storages));
        using var zero = zeros(1024, 4096);
        if (form == "safetensors") WeightFile.Save(path, tensors.Select(t => (t.Name, zero)));
        return path;
    }
}
