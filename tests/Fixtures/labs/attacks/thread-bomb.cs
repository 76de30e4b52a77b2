// target: size-answer
// attack: starts threads without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();
    return 0;
}
