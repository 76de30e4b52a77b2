// target: size-answer
// attack: runs when its assembly is loaded
// the sandbox stops it too
class Early { [System.Runtime.CompilerServices.ModuleInitializer] public static void Run() => Environment.Exit(0); }
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
