// target: size-answer
// attack: lets a file say what to run
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    torch.load("/tmp/x.pt");
    return 0;
}
