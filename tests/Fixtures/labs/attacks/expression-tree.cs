// target: size-answer
// attack: compiles code of its own
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    System.Linq.Expressions.Expression.Lambda<Func<int>>(System.Linq.Expressions.Expression.Constant(26)).Compile()();
    return 0;
}
