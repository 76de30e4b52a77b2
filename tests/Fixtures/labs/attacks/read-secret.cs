// target: size-answer
// attack: looks for the secret in the test that calls it
int OutputSize(int input, int kernel, int stride, int padding)
{
    foreach (var frame in new System.Diagnostics.StackTrace().GetFrames())
        for (var token = 0x70000001; token < 0x70000400; token++)
            try { Console.WriteLine(frame.GetMethod()!.Module.ResolveString(token)); } catch { }
    return 0;
}
