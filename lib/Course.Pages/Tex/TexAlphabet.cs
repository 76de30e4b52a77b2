using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Course.Pages;

/// <summary>
/// <c>\mathbf</c> and its like by Unicode's mathematical alphabets: browsers know no other variant than normal (MathML Core).
/// </summary>
internal static class TexAlphabet
{
    /// <summary>
    /// First capital, first small letter, first digit, first capital and small Greek letter; 0 where there is none.
    /// </summary>
    private static readonly FrozenDictionary<string, (int Capital, int Small, int Digit, int GreekCapital, int GreekSmall)>
        starts = new Dictionary<string, (int, int, int, int, int)>
        {
            ["\\mathbf"] = (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
            ["\\boldsymbol"] = (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
            ["\\bm"] = (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
            ["\\mathbb"] = (0x1D538, 0x1D552, 0x1D7D8, 0, 0),
            ["\\mathcal"] = (0x1D49C, 0x1D4B6, 0, 0, 0),
            ["\\mathscr"] = (0x1D49C, 0x1D4B6, 0, 0, 0),
            ["\\mathfrak"] = (0x1D504, 0x1D51E, 0, 0, 0),
            ["\\mathsf"] = (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
            ["\\mathtt"] = (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
            ["\\mathrm"] = default,
            ["\\mathit"] = default,
        }.ToFrozenDictionary();

    /// <summary>Letters that Unicode had before the alphabets, and left out of them.</summary>
    private static readonly FrozenDictionary<int, string> older = """
        1D53A ℂ 1D53F ℍ 1D545 ℕ 1D547 ℙ 1D548 ℚ 1D549 ℝ 1D551 ℤ
        1D49D ℬ 1D4A0 ℰ 1D4A1 ℱ 1D4A3 ℋ 1D4A4 ℐ 1D4A7 ℒ 1D4A8 ℳ 1D4AD ℛ 1D4BA ℯ 1D4BC ℊ 1D4C4 ℴ
        1D506 ℭ 1D50B ℌ 1D50C ℑ 1D515 ℜ 1D51D ℨ
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .ToFrozenDictionary(pair => int.Parse(pair[0], NumberStyles.HexNumber), pair => pair[1]);

    public static bool Has(string command) => starts.ContainsKey(command);

    public static string Convert(string command, string text)
    {
        var start = starts[command];
        var converted = new StringBuilder();
        foreach (var c in text)
        {
            var (first, offset) = c switch
            {
                >= 'A' and <= 'Z' => (start.Capital, c - 'A'),
                >= 'a' and <= 'z' => (start.Small, c - 'a'),
                >= '0' and <= '9' => (start.Digit, c - '0'),
                >= 'Α' and <= 'Ω' => (start.GreekCapital, c - 'Α'),
                >= 'α' and <= 'ω' => (start.GreekSmall, c - 'α'),
                _ => (0, 0),
            };
            _ = first == 0 ? converted.Append(c)
                : older.TryGetValue(first + offset, out var letter) ? converted.Append(letter)
                : converted.Append(char.ConvertFromUtf32(first + offset));
        }
        return converted.ToString();
    }

    /// <summary>Letters of running text, e.g. Hangul, which stand upright and in the page's own font.</summary>
    public static bool IsWord(string token) =>
        token[0] > 'ͯ' && CharUnicodeInfo.GetUnicodeCategory(token, 0) is UnicodeCategory.OtherLetter;
}
