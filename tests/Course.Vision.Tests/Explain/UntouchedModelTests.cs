using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision.Tests.Explain;

/// <summary>An explanation only looks: the network, the images and the memory are as they were.</summary>
public class UntouchedModelTests
{
    public static TheoryData<string> Names => Methods.Names;

    [Theory, MemberData(nameof(Names))]
    public void ModelAndImagesAreLeftAsFound(string method)
    {
        using var scope = NewDisposeScope();
        var model = SmallNetwork.WithReLU();
        var images = SmallNetwork.Images();
        model.parameters().First().requires_grad = false;
        model.call(images).sum().backward();
        var before = State(model);
        Methods.All[method](model, images, 1);
        Assert.Equal(before, State(model));
        Assert.Equal(SmallNetwork.Values(SmallNetwork.Images()), SmallNetwork.Values(images));
        Assert.False(images.requires_grad);
        Assert.Equal(0, Methods.Hooks(model));
        Assert.True(is_grad_enabled());
    }

    [Theory, MemberData(nameof(Names))]
    public void FrozenNetworkWithoutGradientsGivesTheSame(string method)
    {
        using var scope = NewDisposeScope();
        var model = SmallNetwork.WithReLU();
        var expected = SmallNetwork.Values(Methods.All[method](model, SmallNetwork.Images(), 1));
        foreach (var parameter in model.parameters()) parameter.requires_grad = false;
        using var quiet = no_grad();
        var actual = Methods.All[method](model, SmallNetwork.Images(), 1);
        Assert.False(actual.requires_grad);
        Assert.Equal(expected, SmallNetwork.Values(actual));
        Assert.False(is_grad_enabled());
    }

    [Theory, MemberData(nameof(Names))]
    public void MemoryDoesNotGrow(string method)
    {
        using var scope = NewDisposeScope();
        var model = SmallNetwork.WithReLU();
        var images = SmallNetwork.Images();
        Methods.All[method](model, images, 1).Dispose();
        var scoped = scope.DisposablesCount;
        var alive = Alive();
        for (var i = 0; i < 20; i++) Methods.All[method](model, images, 1).Dispose();
        Assert.InRange(scope.DisposablesCount, 0, scoped);
        Assert.InRange(Alive(), 0, alive + 5); // not one more a call
    }

    private static long Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
    }

    private static string State(nn.Module model) => string.Join("\n", model.named_parameters().Select(entry =>
        $"{entry.name} {entry.parameter.requires_grad} {Sum(entry.parameter)} {Sum(entry.parameter.grad)}")
        .Append($"{model.training}"));

    private static string Sum(Tensor? values) => values is null ? "none" : string.Join(' ', SmallNetwork.Values(values));
}
