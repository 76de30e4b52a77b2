namespace Course.Files;

/// <summary>The format of TorchSharp's own <c>module.save(path)</c>, told apart so that its owner learns what to do.</summary>
internal static class TorchSharpFile
{
    /// <summary>How many tensors, then each one's name and content; numbers in groups of seven bits, as BinaryWriter's.</summary>
    public static bool Is(FileStream file)
    {
        try
        {
            using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
            if (reader.Read7BitEncodedInt() is < 1 or > 100_000
                || reader.Read7BitEncodedInt() is not (> 0 and < 500 and var length))
                return false;
            var name = reader.ReadBytes(length);
            return name.Length == length && name.All(c => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'.' or (byte)'_');
        }
        catch (Exception fault) when (fault is FormatException or EndOfStreamException)
        {
            return false;
        }
    }

    public static InvalidDataException Refusal(string path) => new(
        $"{path}: expected PyTorch's format or safetensors, found that of TorchSharp's own save(). Read it by "
            + "network.load(path), then write it for every program: " +
        "WeightFile.Save(\"weights.safetensors\", network.state_dict().Select(e => (e.Key, e.Value))).");
}
