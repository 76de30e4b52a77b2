// target: size-answer
// attack: leaves threads behind that never end
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    for (var i = 0; i < 20; i++) Task.Run(() => { while (true) { } });
    return 0;
}
