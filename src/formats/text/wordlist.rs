//! Lists of words, looked up by how a text begins.

use std::collections::HashMap;

/// Words with what they mean; ASCII letters of either case.
pub struct Wordlist<T>(HashMap<char, Vec<(&'static str, T)>>);

impl<T: Copy> Wordlist<T> {
    /// Words between bars, each list with its meaning.
    pub fn of(lists: &[(T, &'static str)]) -> Self {
        let mut words: HashMap<char, Vec<(&'static str, T)>> = HashMap::new();
        for (meaning, list) in lists {
            for word in list.split('|') {
                if let Some(first) = word.chars().next() {
                    words.entry(first.to_ascii_lowercase()).or_default().push((word, *meaning));
                }
            }
        }
        // the longest first
        words.values_mut().for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        Self(words)
    }

    /// The longest word that a text begins with.
    pub fn longest(&self, text: &str) -> Option<(&'static str, T)> {
        let words = self.0.get(&text.chars().next()?.to_ascii_lowercase())?;
        let fits = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        words.iter().find(|(word, _)| fits(word)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found() {
        let words = Wordlist::of(&[(1, "答案|答案解析|Answer"), (2, "解析")]);
        assert_eq!(words.longest("答案解析：甲"), Some(("答案解析", 1)));
        assert_eq!(words.longest("answer: A"), Some(("Answer", 1)));
        assert_eq!(words.longest("解析"), Some(("解析", 2)));
        assert_eq!(words.longest("答"), None);
    }
}
