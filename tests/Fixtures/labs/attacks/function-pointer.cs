// target: size-answer
// attack: calls native code through an address
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    unsafe { var exit = (delegate* unmanaged<int, void>)System.Runtime.InteropServices.NativeLibrary.GetExport(System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6"), "_exit"); exit(0); }
    return 0;
}
