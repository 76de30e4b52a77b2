// target: size-answer
// attack: writes the results file
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    foreach (var path in new[] { "/autograder/results/results.json", "results.json", "../results.json", "/tmp/results/size.json" })
        try { System.IO.File.WriteAllText(path, "{\"score\": 100}"); } catch { }
    return 0;
}
