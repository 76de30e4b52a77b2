// target: size-answer
// attack: reaches an assembly through an object
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    "".GetType().Assembly.GetType("System.Environment")!.GetMethod("Exit")!.Invoke(null, [0]);
    return 0;
}
