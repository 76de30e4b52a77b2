// target: size-answer
// attack: asks a tensor for its address
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    return (int)image.Handle;
    
}
