// target: size-answer
// attack: ends the process in native code
using System.Runtime.InteropServices;
[DllImport("libc")] static extern void _exit(int code);
int OutputSize(int input, int kernel, int stride, int padding)
{
    _exit(0);
    return 0;
}
