namespace Course.Kernel.Wire;

/// <summary>The sockets of the protocol; all carry messages, but the heartbeat, which only echoes.</summary>
internal enum Channel
{
    Shell,
    Control,
    Stdin,
    IOPub,
    Heartbeat,
}
