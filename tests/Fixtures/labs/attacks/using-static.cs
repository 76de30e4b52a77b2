// target: size-answer
// attack: imports what it calls
// the sandbox stops it too
using static System.Environment;
int OutputSize(int input, int kernel, int stride, int padding)
{
    Exit(0);
    return 0;
}
