// target: size-answer
// attack: reaches reflection through a delegate
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    ((Action)(() => { })).Method.Module.Assembly.ToString();
    return 0;
}
