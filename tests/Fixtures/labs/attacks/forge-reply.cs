// target: size-answer
// attack: writes a reply of its own to the grader
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    using (var replies = Console.OpenStandardOutput())
    {
        replies.Write([40, 0, 0, 0, 32, .. Enumerable.Repeat((byte)'a', 32), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        replies.Flush();
    }
    return 0;
}
