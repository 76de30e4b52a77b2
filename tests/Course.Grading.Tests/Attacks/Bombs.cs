namespace Course.Grading.Tests;

/// <summary>
/// Answers that are hard to compile: each way to nest or to repeat that C# has, 10,000 times or as often as an answer may be long, and the
/// ways to make much of little, by doubling.
/// </summary>
internal static class Bombs
{
    private const int longest = 95_000; // characters; a longer answer is not read

    private static readonly Dictionary<string, string> all = new()
    {
        // Expressions
        ["parentheses"] = Nested("var x = ", "(", "1", ")", ";"),
        ["minus"] = Nested("var x = ", "- ", "1", "", ";"),
        ["not"] = Nested("var x = ", "!", "true", "", ";"),
        ["forgiving"] = Nested("var x = \"\"", "!", "", "", ";"),
        ["casts"] = Nested("var x = ", "(int)", "1", "", ";"),
        ["awaits"] = Nested("var x = ", "await ", "Task.CompletedTask", "", ";"),
        ["numbers"] = Nested("var one = 1; var x = one", "+one", "", "", ";"),
        ["strings"] = Nested("var s = \"a\"; var x = s", "+s", "", "", ";"),
        ["comparisons"] = Nested("var x = true", "&&true", "", "", ";"),
        ["conditionals"] = Nested("var x = ", "true?1:", "1", "", ";"),
        ["coalescing"] = Nested("string s = null; var x = s", "??s", "", "", ";"),
        ["assignments"] = Nested("int a; a", "=a", "", "", "=1;"),
        ["members"] = Nested("class A { public A B; } int F(A a) { return a", ".B", "", "", " == null ? 0 : 1; }"),
        ["conditional-members"] = Nested("class A { public A B; } A F(A a) => a", "?.B", "", "", ";"),
        ["calls"] = Nested("class A { public A B() => this; } var x = new A()", ".B()", "", "", ";"),
        ["arguments"] = Nested("int F(int a) => a; var x = ", "F(", "1", ")", ";"),
        ["generic-calls"] = Nested("T F<T>(T a) => a; var x = ", "F(", "1", ")", ";"),
        ["element-accesses"] = Nested("class A { public A this[int i] => this; } var x = new A()", "[0]", "", "", ";"),
        ["ranges"] = Nested("var x = ", "^", "1", "", ";"),
        ["throws"] = Nested("int F(string s) => ", "s==null?throw new Exception():", "1", "", ";"),
        ["names"] = Nested("var x = ", "nameof(", "x", ")", ";"),
        ["long-number"] = $"var x = {new string('9', longest)};",
        ["queries"] = Nested("var x = ", "from a in new[]{1} from b in (", "new[]{1}", ") select b", ";"),
        ["query-clauses"] = "var x = from a0 in new[]{1} " + Wide("let a{1} = a{0} ") + "select a0;",
        // Interpolations
        ["interpolations"] = Nested("var x = ", "$\"{", "1", "}\"", ";"),
        ["interpolation-holes"] = Nested("var a = 1; var x = $\"", "{a}", "", "", "\";"),
        ["interpolation-sum"] = Nested("var a = 1; var x = \"\"", "+$\"{a}\"", "", "", ";"),
        // Lambdas
        ["lambdas"] = Nested("var x = ", "() => ", "1", "", ";"),
        ["lambda-blocks"] = Nested("Action x = ", "() => { Action y = ", "null", "; }", ";"),
        ["overloaded-lambdas"] = "class P{} class Q{} class R{} int N(Func<P,int> f)=>0; int N(Func<Q,int> f)=>0; int N(Func<R,int> f)=>0; var x = "
            + Repeat("N(x => ", 14) + "1" + Repeat(")", 14) + ";",
        ["overloaded-lambdas-of-linq"] = "var x = " + Repeat("Enumerable.Range(0, 1).Select(x => ", 400) + "1" + Repeat(")", 400) + ";",
        // Tuples, anonymous types, initialisers
        ["tuples"] = Nested("var x = ", "(1, ", "1", ")", ";"),
        ["wide-tuple"] = "var x = (0" + Wide(", {0}") + ");",
        ["doubled-tuples"] = "var a0 = (1, 1); " + Doubled("var a{1} = (a{0}, a{0}); "),
        ["doubled-anonymous-types"] = "var a0 = new { P = 1, Q = 1 }; " + Doubled("var a{1} = new { P = a{0}, Q = a{0} }; "),
        ["doubled-generics"] = "class G<T, U> { } G<T, U> F<T, U>(T a, U b) => null; var a0 = 1; " + Doubled("var a{1} = F(a{0}, a{0}); "),
        ["doubled-lists"] = "var a0 = new[] { 1 }; " + Doubled("var a{1} = a{0}.Zip(a{0}); "),
        ["doubled-constants"] = "const string a0 = \"0123456789\"; " + Doubled("const string a{1} = a{0} + a{0}; "),
        ["doubled-interpolations"] = "const string a0 = \"0123456789\"; " + Doubled("const string a{1} = $\"{a{0}}{a{0}}\"; "),
        ["anonymous-types"] = Nested("var x = ", "new{A=", "1", "}", ";"),
        ["array-initialisers"] = Nested("var x = ", "new[]{", "1", "}", ";"),
        ["collections"] = Nested("int[] x = ", "[", "1", "]", ";"),
        ["wide-collection"] = "int[] x = [" + Wide("{0},") + "];",
        ["object-initialisers"] = Nested("class A { public A B; } var x = new A", "{B=new(){B=new()", "", "}}", ";"),
        ["withs"] = Nested("record A { public A B; } A F(A a) => a", " with{B=a", "", "}", ";"),
        // Types
        ["generics"] = Nested("class G<T> { } ", "G<", "int", ">", " x;"),
        ["arrays"] = Nested("int", "[]", "", "", " x;"),
        ["pointers"] = Nested("unsafe void F(int", "*", "", "", " x) { }"),
        ["nullables"] = Nested("int", "?", "", "", " x;"),
        ["functions"] = Nested("", "Func<", "int", ">", " x;"),
        ["tuple-types"] = Nested("", "(int,", "int", ")", " x;"),
        ["classes"] = Nested("", "class A{", "", "}", ""),
        ["heirs"] = "class A0 { } " + Wide("class A{1} : A{0} { } "),
        ["growing-heirs"] = "class A<T> : B<A<A<T>>> { } class B<T> : C<B<B<T>>> { } class C<T> : D<C<C<T>>> { } class D<T> { } A<int> x;",
        ["diamonds"] = "interface I0 { } interface J0 { } " + Doubled("interface I{1} : I{0}, J{0} { } interface J{1} : I{0}, J{0} { } "),
        ["constraints"] = "class A<" + Wide("T{0}, ") + "T> { }",
        ["many-members"] = "class A { " + Wide("int m{0}; ") + "}",
        ["many-classes"] = Wide("class A{0} { } "),
        ["many-overloads"] = "class A<T> { } " + Wide("void F(A<A{0}> a) { } class A{0} { } ", 3000),
        ["many-values"] = "enum E { " + Wide("A{0}, ") + "}",
        ["many-parameters"] = "void F(int a" + Wide(", int a{0}") + ") { }",
        ["attributes"] = Nested("", "[Obsolete]", "class A { }", "", ""),
        ["attribute-arguments"] = Nested("[Obsolete(", "(", "\"\"", ")", ")] class A { }"),
        ["initialisers"] = "class A { " + Wide("int m{1} = m{0}; ") + " static int m0; }",
        // Statements
        ["blocks"] = Nested("void F() {", "{", "", "}", "}"),
        ["ifs"] = Nested("void F(bool a) { ", "if (a) ", ";", "", "}"),
        ["else-ifs"] = Nested("void F(bool a) { ", "if (a) ; else ", ";", "", "}"),
        ["whiles"] = Nested("void F(bool a) { ", "while (a) ", ";", "", "}"),
        ["dos"] = Nested("void F(bool a) { ", "do ", ";", " while (a);", "}"),
        ["fors"] = Nested("void F() { ", "for (;;) ", ";", "", "}"),
        ["foreachs"] = Nested("void F(int[] a) { ", "foreach (var b in a) ", ";", "", "}"),
        ["locks"] = Nested("void F(object a) { ", "lock (a) ", ";", "", "}"),
        ["usings"] = Nested("void F(IDisposable a) { ", "using (a) ", ";", "", "}"),
        ["tries"] = Nested("void F() { ", "try{", "", "}finally{}", "}"),
        ["catches"] = Nested("void F() { ", "try{}catch{", "", "}", "}"),
        ["switches"] = Nested("void F(int a) { ", "switch(a){case 1:", "break;", "break;}", "}"),
        ["many-cases"] = "void F(int a) { switch (a) { " + Wide("case {0}: break; ", 4000) + "} }",
        ["many-string-cases"] = "int F(string a) => a switch { " + Wide("\"{0}\" => {0}, ", 4000) + "_ => 0 };",
        ["checkeds"] = Nested("void F() { ", "checked{", "", "}", "}"),
        ["labels"] = "void F() { " + Wide("l{0}: ") + "; }",
        ["local-functions"] = Nested("", "void F(){", "", "}", ""),
        ["many-variables"] = "void F() { " + Wide("var a{0} = 1; ") + "}",
        ["many-statements"] = Nested("var a = 0; ", "a++;", "", "", ""),
        // Patterns
        ["pattern-nots"] = Nested("var x = 1 is ", "not ", "1", "", ";"),
        ["pattern-ors"] = "var a = 1; var x = a is 0" + Wide(" or {0}") + ";",
        ["pattern-parentheses"] = Nested("var x = 1 is ", "(", "1", ")", ";"),
        ["property-patterns"] = Nested("class A { public A B; } bool F(A a) => a is ", "{B:", "null", "}", ";"),
        ["list-patterns"] = Nested("bool F(object[] a) => a is ", "[", "..", "]", ";"),
        ["switch-expressions"] = Nested("int F(int a) => ", "a switch{1=>", "1", ",_=>0}", ";"),
        ["tuple-patterns"] = "int F(bool[] a) => (" + Wide("a[{0}], ", 24) + "a[24]) switch { " + string.Concat(Enumerable.Range(0, 25)
            .Select(i => $"({string.Join(", ", Enumerable.Range(0, 25).Select(j => j == i ? "true" : "_"))}) => {i}, ")) + "_ => 0 };",
        // Directives and comments
        ["directives"] = Nested("", "#if true\n", "", "#endif\n", ""),
        ["regions"] = Nested("", "#region a\n", "", "#endregion\n", ""),
        ["documentation"] = Nested("/// ", "<a>", "", "</a>", "\nclass A { }"),
        ["brackets"] = Nested("", "([{", "", "", ""),
    };

    public static IReadOnlyDictionary<string, string> All => all;

    private static string Nested(string before, string opening, string middle, string closing, string after)
    {
        var depth = Math.Min(10_000, longest / (opening.Length + closing.Length));
        return before + Repeat(opening, depth) + middle + Repeat(closing, depth) + after;
    }

    private static string Wide(string item, int most = 10_000)
    {
        var items = Enumerable.Range(0, most).Select(i => item
            .Replace("{0}", $"{i}", StringComparison.Ordinal).Replace("{1}", $"{i + 1}", StringComparison.Ordinal));
        var length = 0;
        return string.Concat(items.TakeWhile(text => (length += text.Length) < longest));
    }

    private static string Doubled(string item) => Wide(item, 40);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
