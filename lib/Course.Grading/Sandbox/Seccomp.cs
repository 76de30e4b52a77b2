using System.Runtime.InteropServices;

namespace Course.Grading;

/// <summary>
/// The filter of system calls that bubblewrap puts around a submission, in the kernel's BPF. It closes what namespaces and
/// limits leave open: new processes (threads stay possible), sockets of any kind, looking into other processes, and the calls
/// through which kernels have been broken into.
/// </summary>
internal static class Seccomp
{
    private const uint x64 = 0xC000003E;
    private const uint x32Bit = 0x40000000;
    private const uint threadFlag = 0x00010000; // CLONE_THREAD
    private const uint allow = 0x7FFF0000;
    private const uint kill = 0x80000000;
    private const uint notPermitted = 0x00050001; // errno EPERM
    private const uint notThere = 0x00050026; // errno ENOSYS: glibc then takes the older call
    private const int clone = 56, clone3 = 435;

    private static readonly int[] refused =
    [
        41, 53, // socket, socketpair
        57, 58, // fork, vfork
        101, 310, 311, 312, // ptrace, process_vm_readv, process_vm_writev, kcmp
        155, 161, 165, 166, 428, 429, 430, 431, 432, 433, 442, // pivot_root, chroot, mount, umount2, the new mount calls
        175, 176, 313, 246, 320, 169, 167, 168, // modules, kexec, reboot, swap
        248, 249, 250, // keys
        272, 308, // unshare, setns
        298, 321, 323, 425, 426, 427, // perf_event_open, bpf, userfaultfd, io_uring
        322, 434, 438, // execveat, pidfd_open, pidfd_getfd
        319, 447, // memfd_create, memfd_secret: files in memory that no limit counts
        29, 30, 31, 64, 66, 68, 69, 71, 240, // System V shared memory, semaphores, message queues
    ];

    /// <summary>The filter as bubblewrap reads it from a file, or null where its numbers mean other calls.</summary>
    public static byte[]? Filter()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return null;
        var program = new List<(ushort Code, byte True, byte False, uint Value)>
        {
            Load(4), // the architecture
            (jumpEqual, 1, 0, x64),
            Return(kill),
            Load(0), // the call's number
            (jumpAtLeast, 0, 1, x32Bit),
            Return(kill),
            (jumpEqual, 0, 1, clone3),
            Return(notThere),
            (jumpEqual, 0, 4, clone),
            Load(16), // its first argument: the flags
            (jumpAnyBit, 1, 0, threadFlag),
            Return(notPermitted),
            Return(allow),
        };
        foreach (var call in refused)
        {
            program.Add((jumpEqual, 0, 1, (uint)call));
            program.Add(Return(notPermitted));
        }
        program.Add(Return(allow));

        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var (code, yes, no, value) in program)
        {
            writer.Write(code);
            writer.Write([yes, no]);
            writer.Write(value);
        }
        return bytes.ToArray();
    }

    private const ushort jumpEqual = 0x15, jumpAtLeast = 0x35, jumpAnyBit = 0x45;

    private static (ushort, byte, byte, uint) Load(uint offset) => (0x20, 0, 0, offset);

    private static (ushort, byte, byte, uint) Return(uint value) => (0x06, 0, 0, value);
}
