//! Codes of what can be the matter: a word for machines and a sentence in two languages for each.

/// An enum of codes with their docs, words and sentences.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $word:literal $en:literal $zh:literal;)*) => {
        /// What can be the matter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// A stable word for machines.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// A sentence in plain Chinese, about something.
            #[must_use]
            pub fn zh(self, about: &str) -> String {
                let zh = match self {
                    $(Self::$name => $zh,)*
                };
                zh.replace("{}", about)
            }

            /// The same in English.
            #[must_use]
            pub fn en(self, about: &str) -> String {
                let en = match self {
                    $(Self::$name => $en,)*
                };
                en.replace("{}", about)
            }
        }

        #[cfg(test)]
        #[test]
        fn every_code_has_a_word_of_its_own_and_a_sentence_in_both_languages() {
            let words: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.word()).collect();
            assert_eq!(words.len(), Code::ALL.len());
            for code in Code::ALL {
                let (en, zh) = (code.en("甲"), code.zh("甲"));
                assert!(!en.contains("{}") && !zh.contains("{}") && zh != en, "{code:?}");
            }
        }
    };
}

pub(crate) use codes;
