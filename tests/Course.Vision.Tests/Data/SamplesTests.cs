using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Vision.Tests.Data;

public class SamplesTests
{
    [Fact]
    public void SameArgumentsGiveTheSameValues()
    {
        Assert.True(Samples.Ecg(seed: 3).equal(Samples.Ecg(seed: 3)).all().item<bool>());
        Assert.True(Samples.StillLife(32).equal(Samples.StillLife(32)).all().item<bool>());
        Assert.True(Samples.HiddenDisc(seed: 3).equal(Samples.HiddenDisc(seed: 3)).all().item<bool>());
    }

    [Fact]
    public void NoiselessEcgPeaksOnceABeat() =>
        Assert.Equal(4, Samples.Ecg(beats: 4, noise: 0).ge(0.99).sum().item<long>());

    [Fact]
    public void SingleFrameHidesTheDiscAndTheDifferenceShowsIt()
    {
        var clip = Samples.HiddenDisc(frames: 2, size: 64, seed: 1);                     // [2, 64, 64]
        var inside = (new Range(24, 40), new Range(18, 34));                             // a square within the disc
        float Mean(Tensor image) => image[inside.Item1, inside.Item2].mean().item<float>();
        Assert.InRange(Mean(clip[0]), 0.4f, 0.6f);                                       // as many dots as anywhere
        var change = (clip[1] - clip[0]).abs();
        Assert.InRange(Mean(change), 0.35f, 0.65f);                                      // dots replaced by other dots
        Assert.Equal(0, change[..8].sum().item<float>());                                // nothing moves in the background
    }

    [Fact]
    public void HollowBallIsHollow()
    {
        var ball = Samples.HollowBall(20);
        Assert.Equal(0, ball[10, 10, 10].item<float>());
        Assert.Equal(1, ball[10, 10, 4].item<float>());
        Assert.Equal(0, ball[0, 0, 0].item<float>());
    }
}
