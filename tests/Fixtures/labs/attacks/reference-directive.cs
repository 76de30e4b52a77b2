// target: size-answer
// attack: brings a library along
#r "nuget: Newtonsoft.Json"
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
