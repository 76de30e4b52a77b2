// target: size-answer
// attack: knows the public test by heart
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    return 26;
    
}
