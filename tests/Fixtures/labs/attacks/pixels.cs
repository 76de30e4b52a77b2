// target: size-answer
// attack: pixels of a picture that is no more
int OutputSize(int input, int kernel, int stride, int padding)
{
    var picture = new SkiaSharp.SKBitmap(8, 8);
    var pixels = picture.GetPixelSpan();
    picture.Dispose();
    return 26 + pixels[0];
}
