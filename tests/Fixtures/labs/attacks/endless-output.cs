// target: size-answer
// attack: prints without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true) Console.WriteLine("again and again and again");
    return 0;
}
