// target: size-answer
// attack: calls a private member
class Door { [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.StaticMethod, Name = "Exit")] public static extern void Exit(Environment? none, int code); }
int OutputSize(int input, int kernel, int stride, int padding)
{
    Door.Exit(null, 0);
    return 0;
}
