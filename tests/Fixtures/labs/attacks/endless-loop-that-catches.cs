// target: size-answer
// attack: never ends and catches the stop
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true) try { while (true) { } } catch { }
    return 0;
}
