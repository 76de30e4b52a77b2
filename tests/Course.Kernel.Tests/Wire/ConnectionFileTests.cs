using Course.Kernel.Wire;

namespace Course.Kernel.Tests.Wire;

public sealed class ConnectionFileTests : IDisposable
{
    private const string good = """
        {"transport": "tcp", "ip": "127.0.0.1", "shell_port": 1001, "iopub_port": 1002, "stdin_port": 1003, "control_port": 1004,
         "hb_port": 1005, "key": "secret", "signature_scheme": "hmac-sha256", "kernel_name": "course"}
        """;

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void CompleteFileIsRead() =>
        Assert.Equal(new ConnectionFile("127.0.0.1", 1001, 1002, 1003, 1004, 1005, "secret"), Read(good));

    [Fact]
    public void EmptyKeyNeedsNoScheme() =>
        Assert.Equal("", Read(good.Replace("secret", "").Replace("hmac-sha256", "")).Key);

    [Fact]
    public void LocalhostIsThisMachineOnly() => Assert.Equal("127.0.0.1", Read(good.Replace("\"127.0.0.1\"", "\"localhost\"")).Ip);

    [Theory]
    [InlineData("\"tcp\"", "\"ipc\"", "'transport' should be 'tcp'")]
    [InlineData("hmac-sha256", "hmac-md5", "'signature_scheme' should be 'hmac-sha256'")]
    [InlineData("1001", "\"1001\"", "'shell_port' should be a port from 1 to 65535, but is \"1001\"")]
    [InlineData("1002", "0", "'iopub_port' should be a port")]
    [InlineData("1003", "70000", "'stdin_port' should be a port")]
    [InlineData("1004", "1005", "two are the same")]
    [InlineData("hb_port", "heartbeat", "'hb_port' should be a port from 1 to 65535, but is missing")]
    [InlineData("127.0.0.1", "example.org", "'ip' should be an IP address")]
    [InlineData("{", "[{", "not JSON")]
    public void WrongFieldIsNamedWithWhatWasExpected(string old, string replacement, string message) =>
        Assert.Contains(message, Refusal(good.Replace(old, replacement)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public void FileWithoutAnObjectIsRefused(string text) => Assert.Contains("cannot be used", Refusal(text), StringComparison.Ordinal);

    [Fact]
    public void MissingFileIsAUsageError()
    {
        var error = Assert.Throws<CourseException>(() => ConnectionFile.Read(path + ".missing"));
        Assert.Contains("Cannot read the connection file", error.Message, StringComparison.Ordinal);
        Assert.True(error.WrongUsage);
    }

    [Fact]
    public void FolderIsNoFile() =>
        Assert.Contains("Cannot read", Assert.Throws<CourseException>(() => ConnectionFile.Read(Path.GetTempPath())).Message, StringComparison.Ordinal);

    private ConnectionFile Read(string text)
    {
        File.WriteAllText(path, text);
        return ConnectionFile.Read(path);
    }

    private string Refusal(string text) => Assert.Throws<CourseException>(() => Read(text)).Message;
}
