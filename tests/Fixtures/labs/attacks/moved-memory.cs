// target: size-answer
// attack: a tensor is given another's memory
int OutputSize(int input, int kernel, int stride, int padding)
{
    var small = torch.zeros(1, torch.int64);
    small.set_(torch.zeros(1000, torch.int64));
    return 26;
}
