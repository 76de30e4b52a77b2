// target: size-answer
// attack: the same, as a record
record Check { public static void Equal<T>(T expected, T found) { } }
int OutputSize(int input, int kernel, int stride, int padding)
{
    
    return 0;
}
