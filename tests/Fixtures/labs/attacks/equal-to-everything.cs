// target: size-answer
// attack: gives a type that equals everything
class Any
{
    public static implicit operator Any(int value) => new();
    public override bool Equals(object? other) => true;
    public override int GetHashCode() => 0;
}
Any OutputSize(int input, int kernel, int stride, int padding) => new();
