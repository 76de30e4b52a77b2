using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Kernel.Wire;

/// <summary>
/// Where the kernel listens and with which key messages are signed: the JSON file a front-end writes before it starts a kernel
/// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files).
/// </summary>
public sealed record ConnectionFile(
    string Ip, int ShellPort, int IOPubPort, int StdinPort, int ControlPort, int HeartbeatPort, string Key)
{
    /// <exception cref="CourseException">The file is missing, not JSON, or asks for something this kernel does not
    /// speak.</exception>
    public static ConnectionFile Read(string path)
    {
        var fields = new Fields(path, Parse(path));
        fields.MustBe("transport", "tcp");
        var key = fields.Text("key", ifMissing: "");
        if (key.Length > 0)
            fields.MustBe("signature_scheme", "hmac-sha256");
        var file = new ConnectionFile(
            Address(path, fields.Text("ip")),
            fields.Port("shell_port"),
            fields.Port("iopub_port"),
            fields.Port("stdin_port"),
            fields.Port("control_port"),
            fields.Port("hb_port"),
            key);
        int[] ports = [file.ShellPort, file.IOPubPort, file.StdinPort, file.ControlPort, file.HeartbeatPort];
        return ports.Distinct().Count() == 5 ? file : throw Bad(path, "its five ports should differ, but two are the same");
    }

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), null, new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw Bad(path, "it should hold a JSON object");
        }
        catch (JsonException e)
        {
            throw Bad(path, "it is not JSON: " + e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CourseException.Usage($"Cannot read the connection file '{path}': {e.Message} "
                + "A front-end (Jupyter, VS Code) writes this file and then starts the kernel with it.");
        }
    }

    private static string Address(string path, string ip) => ip switch
    {
        "localhost" => "127.0.0.1",
        "*" => "0.0.0.0",
        _ when IPAddress.TryParse(ip, out var address) => address.ToString(),
        _ => throw Bad(path, $"'ip' should be an IP address, but is '{ip}'"),
    };

    private static CourseException Bad(string path, string what) =>
        CourseException.Usage(
        $"The connection file '{path}' cannot be used: {what}. Start the kernel from a front-end, or let it write a new file.");

    private sealed record Fields(string Path, JsonObject Json)
    {
        public string Text(string name, string? ifMissing = null) =>
            Json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text
            : Json[name] is null && ifMissing is not null ? ifMissing
            : throw Bad(Path, $"'{name}' should be a text, but is {Shown(name)}");

        public int Port(string name) =>
            Json[name] is JsonValue value && value.TryGetValue<int>(out var port) && port is > 0 and <= ushort.MaxValue ? port
            : throw Bad(Path, $"'{name}' should be a port from 1 to 65535, but is {Shown(name)}");

        public void MustBe(string name, string only)
        {
            if (Text(name) != only)
                throw Bad(Path, $"'{name}' should be '{only}', the only one this kernel speaks, but is {Shown(name)}");
        }

        private string Shown(string name) => Json[name]?.ToJsonString() ?? "missing";
    }
}
