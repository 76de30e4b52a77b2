// target: size-answer
// attack: runs another file
#load "/tmp/x.csx"
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
