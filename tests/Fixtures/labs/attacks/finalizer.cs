// target: size-answer
// attack: runs when nobody looks
// the sandbox stops it too
class Late { ~Late() { while (true) { } } }
int OutputSize(int input, int kernel, int stride, int padding)
{
    for (var i = 0; i < 100; i++) new Late();
    return 0;
}
