using System.Collections.Frozen;

namespace Course.Pages;

/// <summary>Commands that stand for one sign or word.</summary>
internal static class TexSymbols
{
    /// <summary>Signs that behave as letters.</summary>
    public static readonly FrozenDictionary<string, string> Identifiers = Table("""
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
        xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ emptyset ∅ varnothing ∅ Re ℜ Im ℑ aleph ℵ forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥
        ldots … dots … dotsc … vdots ⋮ ddots ⋱ angle ∠ triangle △ square □ blacksquare ■ star ⋆ checkmark ✓ degree ° prime ′
        wp ℘ imath ı jmath ȷ eth ð mho ℧ beth ℶ gimel ℷ digamma ϝ varkappa ϰ complement ∁ surd √ S § P ¶ pounds £ copyright ©
        spadesuit ♠ heartsuit ♡ diamondsuit ♢ clubsuit ♣ flat ♭ natural ♮ sharp ♯ Diamond ◇ lozenge ◊ bigstar ★ Box □
        blacktriangle ▲ triangledown ▽ measuredangle ∡ backprime ‵ hslash ℏ Bbbk 𝕜 dotsm ⋯ dotsi ⋯
        % % # # $ $ & & _ _
        """);

    public static readonly FrozenDictionary<string, string> Operators = Table("""
        times × cdot ⋅ div ÷ pm ± mp ∓ ast ∗ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ cup ∪ cap ∩ setminus ∖ land ∧
        wedge ∧ lor ∨ vee ∨ lnot ¬ neg ¬ cdots ⋯ dotsb ⋯
        le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ doteq ≐
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ mid ∣ nmid ∤ parallel ∥ perp ⊥ models ⊨ vdash ⊢ prec ≺ succ ≻
        to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸
        iff ⟺ mapsto ↦ longrightarrow ⟶ longleftarrow ⟵ longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ hookrightarrow ↪
        coloneqq ≔ triangleq ≜ therefore ∴ because ∵ colon : gt > lt < dagger † ddagger ‡ dag † ddag ‡ amalg ⨿ uplus ⊎ sqcup ⊔
        sqcap ⊓ oslash ⊘ boxplus ⊞ boxtimes ⊠ boxdot ⊡ diamond ⋄ wr ≀ rtimes ⋊ ltimes ⋉ smallsetminus ∖ lesssim ≲ gtrsim ≳ lll ⋘
        ggg ⋙ nleq ≰ ngeq ≱ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubseteq ⊑ sqsupseteq ⊒ asymp ≍ bowtie ⋈ vDash ⊨ dashv ⊣ owns ∋
        preceq ⪯ succeq ⪰ approxeq ≊ eqsim ≂ nparallel ∦ trianglelefteq ⊴ trianglerighteq ⊵ lhd ⊲ rhd ⊳ multimap ⊸
        Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ longleftrightarrow ⟷ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
        Uparrow ⇑ Downarrow ⇓ leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼
        rightleftharpoons ⇌ rightleftarrows ⇄ rightrightarrows ⇉ curvearrowright ↷ circlearrowleft ↺ nrightarrow ↛ cdotp ⋅ ldotp .
        """);

    /// <summary>Large operators; their limits stand above and below in displayed formulas.</summary>
    public static readonly FrozenDictionary<string, string> Sums = Table("""
        sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ biguplus ⨄
        """);

    /// <summary>Large operators whose limits stay beside them.</summary>
    public static readonly FrozenDictionary<string, string> Integrals =
        Table("int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ idotsint ∫⋯∫ smallint ∫");

    public static readonly FrozenDictionary<string, string> Delimiters = Table("""
        { { } } lbrace { rbrace } lbrack [ rbrack ] langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert |
        lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖ backslash \ llbracket ⟦ rrbracket ⟧ lgroup ⟮ rgroup ⟯ ulcorner ⌜ urcorner ⌝
        llcorner ⌞ lrcorner ⌟
        """);

    public static readonly FrozenDictionary<string, string> Accents = Table("""
        hat ^ widehat ^ bar ¯ vec → tilde ~ widetilde ~ dot ˙ ddot ¨ check ˇ breve ˘ acute ´ grave ` mathring ˚
        overline ‾ overrightarrow → overleftarrow ← overleftrightarrow ↔ overbrace ⏞ overbracket ⎴ dddot ⃛
        """);

    public static readonly FrozenDictionary<string, string> AccentsBelow =
        Table("underline _ underbrace ⏟ underbracket ⎵ underrightarrow → underleftarrow ←");

    public static readonly FrozenDictionary<string, string> Spaces = Table("""
        , 0.1667em thinspace 0.1667em : 0.2222em > 0.2222em medspace 0.2222em ; 0.2778em thickspace 0.2778em
        ! -0.1667em negthinspace -0.1667em enspace 0.5em quad 1em qquad 2em
        """);

    public static readonly FrozenSet<string> Functions = Words(
        "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln lg dim ker deg arg hom");

    /// <summary>Words whose subscript stands below in displayed formulas.</summary>
    public static readonly FrozenSet<string> Limits = Words("lim max min sup inf limsup liminf det gcd Pr argmax argmin");

    public static readonly FrozenDictionary<string, string> Sizes = Table("""
        big 1.2em bigl 1.2em bigr 1.2em bigm 1.2em Big 1.8em Bigl 1.8em Bigr 1.8em Bigm 1.8em
        bigg 2.4em biggl 2.4em biggr 2.4em biggm 2.4em Bigg 3em Biggl 3em Biggr 3em Biggm 3em
        """);

    /// <summary>Commands that draw nothing here.</summary>
    public static readonly FrozenSet<string> Unseen = Words(
        "nonumber notag hfill hfil strut mathstrut allowbreak nobreak relax noindent displaylimits hline scriptstyle "
            + "scriptscriptstyle "
        + "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge centering protect break");

    /// <summary>Commands that draw nothing here, nor does their argument.</summary>
    public static readonly FrozenSet<string> UnseenWithArgument =
        Words("label require vspace cline hypertarget class cssId style href usepackage");

    /// <summary>Commands of which only the argument is drawn.</summary>
    public static readonly FrozenSet<string> Transparent = Words(
        "mathord mathbin mathrel mathopen mathclose mathpunct mathinner smash mathclap mathllap mathrlap llap rlap ensuremath "
            + "mathnormal hyperlink");

    private static FrozenDictionary<string, string> Table(string pairs) => pairs
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .ToFrozenDictionary(pair => "\\" + pair[0], pair => pair[1]);

    private static FrozenSet<string> Words(string words) => words.Split(' ').Select(word => "\\" + word).ToFrozenSet();
}
