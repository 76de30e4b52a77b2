using System.Text;
using Course.Kernel.Wire;

namespace Course.Kernel.Tests.Wire;

public sealed class SignatureTests
{
    private static readonly byte[][] frames = ["{}"u8.ToArray(), "{\"a\": 1}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];

    [Fact]
    public void IsTheHmacThatJupyterComputes()
    {
        // python3 -c 'import hmac; print(hmac.new(b"key", b"{}{\"a\": 1}{}{}", "sha256").hexdigest())'
        const string expected = "c26c2ddff69fb737daff61e67b8d5f6440daef2d51cb67a4ffdf1f83fe886046";
        Assert.Equal(expected, Encoding.ASCII.GetString(new Signature("key").Sign(frames)));
    }

    [Fact]
    public void EmptyKeySignsNothingAndTakesAnything()
    {
        var none = new Signature("");
        Assert.Empty(none.Sign(frames));
        Assert.True(none.Matches("whatever"u8, frames));
    }

    [Fact]
    public void OneChangedByteDoesNotMatch()
    {
        var signature = new Signature("key");
        var signed = signature.Sign(frames);
        Assert.True(signature.Matches(signed, frames));
        signed[^1] ^= 1;
        Assert.False(signature.Matches(signed, frames));
    }

    [Fact]
    public void OldestReplaysAreForgottenNotTheLatest()
    {
        var replays = new Replays(capacity: 2);
        foreach (var signature in new byte[][] { [1], [2], [3] })
            Assert.False(replays.Contain(signature));
        Assert.True(replays.Contain([3]));
        Assert.False(replays.Contain([1]));
    }
}
