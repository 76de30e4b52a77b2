// target: size-answer
// attack: hides a name behind @
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    @Environment.@Exit(0);
    return 0;
}
