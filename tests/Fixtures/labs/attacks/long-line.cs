// target: size-answer
// attack: prints one line without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true) Console.Write(new string('x', 1 << 20));
    return 0;
}
