// target: size-answer
// attack: calls by name what it may not call
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Type.GetType("System.Environment")!.GetMethod("Exit")!.Invoke(null, [0]);
    return 0;
}
