// target: size-answer
// attack: writes into memory through a library
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    System.Runtime.InteropServices.Marshal.WriteByte((IntPtr)8, 1);
    return 0;
}
