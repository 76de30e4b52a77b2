// target: size-answer
// attack: leaves while the answer runs
// the sandbox stops it too
Environment.Exit(0);
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
