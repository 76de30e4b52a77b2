// target: size-answer
// attack: calls itself for ever
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    return OutputSize(input + 1, kernel, stride, padding) + 1;
    
}
