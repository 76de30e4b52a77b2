// target: size-answer
// attack: throws where nobody catches
// the sandbox stops it too
async void Throw() { await Task.Yield(); throw new Exception("nobody"); }
int OutputSize(int input, int kernel, int stride, int padding)
{
    Throw();
    return 0;
}
