// target: size-answer
// attack: reads what lies on the machine
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    foreach (var path in new[] { "/etc/passwd", "/root", "/home", "/work", "/submissions" })
        if (System.IO.File.Exists(path) || System.IO.Directory.Exists(path)) return 26;
    return 0;
}
