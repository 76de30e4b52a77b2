// target: size-answer
// attack: makes an object by name
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Activator.CreateInstance("System.Diagnostics.Process", "System.Diagnostics.Process");
    return 0;
}
