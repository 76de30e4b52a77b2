// target: size-answer
// attack: takes an object for another
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    var text = System.Runtime.CompilerServices.Unsafe.As<string>(new object());
    return 0;
}
