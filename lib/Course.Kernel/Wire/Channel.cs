namespace Course.Kernel.Wire;

/// <summary>The sockets of the protocol that carry messages (the heartbeat only echoes).</summary>
internal enum Channel
{
    Shell,
    Control,
    Stdin,
    IOPub,
}
