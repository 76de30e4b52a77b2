// target: size-answer
// attack: takes memory without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    var all = new List<byte[]>(); while (true) { all.Add(new byte[1 << 24]); Array.Fill(all[^1], (byte)1); }
    return 0;
}
