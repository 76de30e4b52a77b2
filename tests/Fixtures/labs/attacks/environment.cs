// target: size-answer
// attack: reads the grader's environment
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables()) Console.WriteLine(entry.Value);
    return 0;
}
