// target: size-answer
// attack: runs when a type is first used
// the sandbox stops it too
class Early { static Early() => Environment.Exit(0); public static int Zero = 0; }
int OutputSize(int input, int kernel, int stride, int padding)
{
    return Early.Zero;
    
}
