// target: size-answer
// attack: the same, as a variable
class Lenient { public void Equal<T>(T expected, T found) { } }
var Check = new Lenient();
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
