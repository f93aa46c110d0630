//! Parts of speech: the tags of the Penn Treebank.

macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A Penn Treebank tag. `Fw` stands for everything that is no English word.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag { #[default] $($variant),* }
        impl Tag {
            pub const ALL: &'static [Tag] = &[$(Tag::$variant),*];
            pub fn name(self) -> &'static str {
                match self { $(Tag::$variant => $name),* }
            }
        }
    };
}

tags! {
    Fw = "FW", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD",
    Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB",
    Rbr = "RBR", Rbs = "RBS", Rp = "RP", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP",
    Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Add = "ADD", Sym = "SYM", Dollar = "$", Comma = ",",
    Stop = ".", Colon = ":", Open = "``", Close = "''", Lrb = "-LRB-", Rrb = "-RRB-",
}

impl Tag {
    /// The tag of that name in the treebanks; their rare further tags are folded into these.
    pub fn from_name(name: &str) -> Tag {
        match name {
            "HYPH" | "NFP" => Tag::Colon,
            "GW" | "AFX" => Tag::Nn,
            _ => Tag::ALL.iter().copied().find(|tag| tag.name() == name).unwrap_or(Tag::Fw),
        }
    }

    /// Common or proper.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    pub fn is_common_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns)
    }

    pub fn is_proper(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }

    pub fn is_plural(self) -> bool {
        matches!(self, Tag::Nns | Tag::Nnps)
    }

    /// Any form of a verb, auxiliaries too, modals not.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// A form that can be the verb of a main clause without an auxiliary.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    pub fn is_adverb(self) -> bool {
        matches!(self, Tag::Rb | Tag::Rbr | Tag::Rbs)
    }

    /// Personal and possessive pronouns.
    pub fn is_pronoun(self) -> bool {
        matches!(self, Tag::Prp | Tag::PrpS)
    }

    /// "who", "which", "that" as a pronoun, "where", "why".
    pub fn is_wh(self) -> bool {
        matches!(self, Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb)
    }

    pub fn is_punctuation(self) -> bool {
        matches!(self, Tag::Comma | Tag::Stop | Tag::Colon | Tag::Open | Tag::Close | Tag::Lrb | Tag::Rrb)
    }
}
