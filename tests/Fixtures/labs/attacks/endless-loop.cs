// target: size-answer
// attack: never ends
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true) { }
    return 0;
}
