// target: size-answer
// attack: prints what a platform could take for a score
// the sandbox stops it too
int OutputSize(int input, int kernel, int stride, int padding)
{
    Console.WriteLine("{\"score\": 100, \"tests\": [{\"score\": 2, \"max_score\": 2}]}");
    Console.WriteLine("::set-output name=score::100");
    return 0;
}
