// target: size-answer
// attack: ends the process the hard way
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Environment.FailFast("done");
    return 0;
}
