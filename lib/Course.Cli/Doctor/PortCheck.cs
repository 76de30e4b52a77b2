using System.Net;
using System.Net.Sockets;

namespace Course.Cli.Doctor;

/// <summary>Whether a program may talk to another over 127.0.0.1, as the kernel does with VS Code and Jupyter.</summary>
internal static class PortCheck
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    public static Finding Run() => Of(IPAddress.Loopback);

    public static Finding Of(IPAddress address)
    {
        try
        {
            using var waiting = new CancellationTokenSource(patience);
            using var listener = new TcpListener(address, 0);
            listener.Start();
            using var client = new TcpClient(address.AddressFamily);
            var accepted = listener.AcceptTcpClientAsync(waiting.Token).AsTask();
            client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, waiting.Token).AsTask().GetAwaiter().GetResult();
            using var server = accepted.GetAwaiter().GetResult();
            return new("ports", Health.Good, $"{address} answers");
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return new("ports", Health.Bad,
                $"{address} is blocked: {(error is SocketException ? error.Message : $"no answer in {patience.TotalSeconds} s")}",
                "The kernel talks to VS Code and Jupyter over it (course run does not). Let dotnet through the firewall or "
                    + "security program for local connections; in a container or network namespace: ip link set lo up.");
        }
    }
}
