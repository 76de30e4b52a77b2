namespace Course.Grading.Tests;

/// <summary>A common mistake, and the points that are left.</summary>
internal sealed record HalfRight(string What, string Answer, double Points, string Code)
{
    public static IReadOnlyList<HalfRight> OfLab51 { get; } =
    [
        new("no dilation", "output_size", 2, """
            int OutputSize(int input, int kernel, int stride, int padding, int dilation)
            {
                var room = input + 2 * padding - kernel;
                if (room < 0) throw new ArgumentException("no room");
                return room / stride + 1;
            }
            """),
        new("no exception", "output_size", 2, """
            int OutputSize(int input, int kernel, int stride, int padding, int dilation) =>
                (input + 2 * padding - (dilation * (kernel - 1) + 1)) / stride + 1;
            """),
        new("no padding", "convolve1d", 2, """
            float[] Convolve1d(float[] input, float[] filter, int stride, int padding)
            {
                var output = new float[(input.Length - filter.Length) / stride + 1];
                for (var n = 0; n < output.Length; n++)
                    for (var i = 0; i < filter.Length; i++) output[n] += input[n * stride + i] * filter[i];
                return output;
            }
            """),
        new("neither stride nor padding", "convolve1d", 1, """
            float[] Convolve1d(float[] input, float[] filter, int stride, int padding)
            {
                var output = new float[input.Length - filter.Length + 1];
                for (var n = 0; n < output.Length; n++)
                    for (var i = 0; i < filter.Length; i++) output[n] += input[n + i] * filter[i];
                return output;
            }
            """),
        new("weights that do not add up to 1", "gaussian", 1, """
            float[] Gaussian(int size, double sigma) =>
                [.. Enumerable.Range(0, size).Select(i => (float)Math.Exp(-Math.Pow(i - size / 2, 2) / (2 * sigma * sigma)))];
            """),
        new("the first channel only", "convolve2d", 2, """
            float[,] Convolve2d(float[,,] image, float[,,] filter)
            {
                var (k, l) = (filter.GetLength(1), filter.GetLength(2));
                var output = new float[image.GetLength(1) - k + 1, image.GetLength(2) - l + 1];
                for (var y = 0; y < output.GetLength(0); y++)
                    for (var x = 0; x < output.GetLength(1); x++)
                        for (var i = 0; i < k; i++)
                            for (var j = 0; j < l; j++) output[y, x] += image[0, y + i, x + j] * filter[0, i, j];
                return output;
            }
            """),
        new("height and width of the filter exchanged", "convolve2d", 2, """
            float[,] Convolve2d(float[,,] image, float[,,] filter)
            {
                var (k, l) = (filter.GetLength(2), filter.GetLength(1));
                var output = new float[image.GetLength(1) - k + 1, image.GetLength(2) - l + 1];
                for (var y = 0; y < output.GetLength(0); y++)
                    for (var x = 0; x < output.GetLength(1); x++)
                        for (var c = 0; c < filter.GetLength(0); c++)
                            for (var i = 0; i < k; i++)
                                for (var j = 0; j < l; j++) output[y, x] += image[c, y + i, x + j] * filter[c, i, j];
                return output;
            }
            """),
        new("one direction only", "edge_strength", 1, """
            Tensor EdgeStrength(Tensor grey)
            {
                var sobel = torch.tensor(new float[,] { { -1, 0, 1 }, { -2, 0, 2 }, { -1, 0, 1 } }).unsqueeze(0).unsqueeze(0);
                return functional.conv2d(grey.unsqueeze(0).unsqueeze(0), sobel)[0, 0].abs();
            }
            """),
        new("strides ignored", "receptive_field", 1, """
            int ReceptiveField((int Kernel, int Stride)[] layers) => 1 + layers.Sum(layer => layer.Kernel - 1);
            """),
        new("always to the right", "motion_filter", 1, """
            Tensor MotionFilter(int speed)
            {
                var middle = Math.Abs(speed);
                var filter = torch.zeros(2, 1, 2 * middle + 1);
                filter[0, 0, middle] = -1;
                filter[1, 0, 2 * middle] = 1;
                return filter;
            }
            """),
    ];
}
