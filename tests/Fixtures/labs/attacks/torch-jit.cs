// target: size-answer
// attack: compiles code outside C#
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    torch.jit.compile("def f(x): return x");
    return 0;
}
