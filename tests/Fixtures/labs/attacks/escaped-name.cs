// target: size-answer
// attack: hides a name in escapes
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    \u0045nvironment.\u0045xit(0);
    return 0;
}
