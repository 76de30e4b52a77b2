// target: size-answer
// attack: writes into memory
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    unsafe { *(int*)8 = 1; }
    return 0;
}
