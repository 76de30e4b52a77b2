// target: size-answer
// attack: an accessor that outlives its tensor's memory reads and writes what lies there now
int OutputSize(int input, int kernel, int stride, int padding)
{
    var small = torch.zeros(1, torch.int64);
    var memory = small.data<long>();
    small.Dispose();
    memory[0] = 26;
    return (int)memory[0];
}
