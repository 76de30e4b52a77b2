using System.Text;
using System.Text.Json.Nodes;
using Course.Kernel.Wire;
using FsCheck.Xunit;

namespace Course.Kernel.Tests.Wire;

public sealed class MessageTests
{
    private readonly Signature signature = new("a0436f6c-1916-498b-8eb9-e81ab9368e84");
    private readonly Replays replays = new();

    [Property]
    public bool WhatIsSentArrivesUnchanged(string text, byte[][] identities)
    {
        identities = [.. (identities ?? []).Select(identity => identity ?? [])];
        if (identities.Any(identity => identity.AsSpan().SequenceEqual(Message.Delimiter)))
            return true;
        // Lone surrogates are no Unicode and cannot be sent; everything else can.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        var sent = Message.New("stream", new() { ["text"] = text }, Message.NoParent, identities);
        var received = Message.FromFrames(sent.ToFrames(signature), signature, new());
        return received.Type == "stream" && received.Id == sent.Id && received.Content["text"]!.GetValue<string>() == text
            && received.Identities.Zip(identities).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
    }

    [Fact]
    public void LoneSurrogatesDoNotStopAnOutput()
    {
        var frames = Message.New("stream", new() { ["text"] = "\ud83d" }, Message.NoParent, []).ToFrames(signature);
        Assert.NotNull(Message.FromFrames(frames, signature, replays));
    }

    [Fact]
    public void RequestHeaderComesBackByteForByte()
    {
        var header = """{ "msg_id" : "1",  "msg_type":"x_request", "extra": [1, 2] }"""u8.ToArray();
        var request = Message.FromFrames(Signed(header), signature, replays);
        var reply = Message.New("x_reply", [], request.Header, request.Identities);
        Assert.Equal(header, reply.ToFrames(signature)[3]);
    }

    [Fact]
    public void ReplayedMessageIsRefused()
    {
        var frames = Message.New("x_request", [], Message.NoParent, []).ToFrames(signature);
        Message.FromFrames(frames, signature, replays);
        Assert.Contains("used before", Refusal(frames), StringComparison.Ordinal);
    }

    [Fact]
    public void MessageSignedWithAnotherKeyIsRefused()
    {
        var frames = Message.New("x_request", [], Message.NoParent, []).ToFrames(new Signature("another key"));
        Assert.Contains("not signed", Refusal(frames), StringComparison.Ordinal);
    }

    [Fact]
    public void UnsignedMessageIsRefusedWhereThereIsAKey()
    {
        var frames = Message.New("x_request", [], Message.NoParent, []).ToFrames(new Signature(""));
        Assert.Contains("not signed", Refusal(frames), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"msg_id": "1", "msg_type": """, "not a JSON object")]
    [InlineData("""{"msg_id": "1"}""", "no text 'msg_type'")]
    [InlineData("""{"msg_id": 1, "msg_type": "x_request"}""", "no text 'msg_id'")]
    [InlineData("""{"msg_id": "1", "msg_id": "2", "msg_type": "x_request"}""", "not a JSON object")]
    public void BadHeaderIsRefused(string header, string reason) =>
        Assert.Contains(reason, Refusal(Signed(Encoding.UTF8.GetBytes(header))), StringComparison.Ordinal);

    [Fact]
    public void HeaderThatIsNotUtf8IsRefused() =>
        Assert.Contains("UTF-8", Refusal(Signed([(byte)'{', 0xff, (byte)'}'])), StringComparison.Ordinal);

    [Fact]
    public void TruncatedMessageIsRefusedWithItsLength()
    {
        var frames = Signed("{}"u8.ToArray());
        Assert.Contains("4 frames", Refusal(frames[..^1]), StringComparison.Ordinal);
    }

    [Property]
    public bool RandomFramesAreRefused(byte[][] frames)
    {
        var garbage = (frames ?? []).Select(frame => frame ?? []).Prepend(Message.Delimiter.ToArray()).ToArray();
        return Refusal(garbage).Length > 0;
    }

    private byte[][] Signed(byte[] header)
    {
        byte[][] frames = [header, "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray()];
        return [Message.Delimiter.ToArray(), signature.Sign(frames), .. frames];
    }

    private string Refusal(IReadOnlyList<byte[]> frames) =>
        Assert.Throws<FormatException>(() => Message.FromFrames(frames, signature, replays)).Message;
}
