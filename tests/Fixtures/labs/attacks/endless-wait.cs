// target: size-answer
// attack: waits for ever
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Task.Delay(-1).Wait();
    return 0;
}
