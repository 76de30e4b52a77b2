using TorchSharp;
using static TorchSharp.torch;

namespace Course.Vision;

/// <summary>Tensors as tables of coloured numbers.</summary>
internal static class MatrixTables
{
    public static Picture Row((string Name, Tensor Values)[] tensors) => Picture.Row([.. tensors.SelectMany(Tables)]);

    public static HeatMap HeatMapOf(Tensor values, ChartOptions options, ColourMap? map = null)
    {
        var numbers = ToArray(values);
        var (low, high) = HeatMap.RangeOf(numbers.Cast<double>());
        map ??= low < 0 ? ColourMap.Diverging : ColourMap.Blues;
        var most = Math.Max(-low, high);
        return new(numbers, options) { Map = map, Range = map == ColourMap.Diverging ? (-most, most) : (low, high) };
    }

    /// <summary>One table for a vector or a matrix, one a slice for a stack.</summary>
    private static IEnumerable<Picture> Tables((string Name, Tensor Values) tensor)
    {
        var (name, values) = tensor;
        using var scope = NewDisposeScope();
        Tensor[] slices = values.Dimensions switch
        {
            1 => [values.unsqueeze(0)],
            3 => [.. values.unbind()],
            _ => [values],
        };
        return [.. slices.Select((slice, i) => Table(slices.Length > 1 ? $"{name} [{i}]" : name, slice))];
    }

    private static Picture Table(string name, Tensor values)
    {
        var map = HeatMapOf(values, new() { Title = name });
        var text = map.Describe();
        return new(map.Draw().Svg.ToImage(text), text);
    }

    private static double[,] ToArray(Tensor values)
    {
        if (values.Dimensions != 2 || values.numel() == 0)
            throw new ArgumentException("Expected a matrix [rows, columns] with at least one number, " +
                $"found [{string.Join(", ", values.shape)}].", nameof(values));
        using var scope = NewDisposeScope();
        var flat = values.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        var numbers = new double[values.shape[0], values.shape[1]];
        Buffer.BlockCopy(flat, 0, numbers, 0, flat.Length * sizeof(double));
        return numbers;
    }
}
