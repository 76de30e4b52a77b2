// target: size-answer
// attack: files in memory that no limit counts
// the sandbox stops it too
[System.Runtime.InteropServices.DllImport("libc")]
static extern int memfd_create(string name, uint flags);
int OutputSize(int input, int kernel, int stride, int padding)
{
    var file = memfd_create("x", 0);
    if (file < 0) throw new Exception("refused");
    return (input + 2 * padding - kernel) / stride + 1;
}
