// target: size-answer
// attack: moves the place where errors are
#line 1 "size"
int OutputSize(int input, int kernel, int stride, int padding)
{
    throw new Exception();
    
}
