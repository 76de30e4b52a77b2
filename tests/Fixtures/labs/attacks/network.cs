// target: size-answer
// attack: asks the network for the answer
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    using (var socket = new System.Net.Sockets.TcpClient()) socket.Connect("127.0.0.1", 80);
    return 26;
    
}
