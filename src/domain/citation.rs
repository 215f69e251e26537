//! A citation: the place in a law that a question rests on, read from 宪法第三十三条第二款 and printed back the same.

use crate::numeral;
use std::fmt;

/// A place in a named law. Two ways to write one place compare as different values; [`Citation::canonical`] makes them one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    /// The law's name without brackets and without 中华人民共和国.
    pub law: String,
    /// Where in it.
    pub place: Place,
    /// How it was written, so that it prints back the same.
    form: Form,
}

/// Where in a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// 序言, with its paragraph (自然段) when one is named.
    Preamble {
        /// Counted from 1.
        paragraph: Option<u32>,
    },
    /// 第…条.
    Article {
        /// Article number, 1–9999.
        article: u32,
        /// The 一 of 第十七条之一.
        inserted: Option<u32>,
        /// 款, counted from 1.
        paragraph: Option<u32>,
        /// 项, counted from 1.
        item: Option<u32>,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Form {
    /// 《…》 around the name.
    quoted: bool,
    /// 中华人民共和国 before the name.
    full_title: bool,
    /// 第33条 in place of 第三十三条.
    digits: bool,
    /// 第（三）项 in place of 第三项.
    item_in_brackets: bool,
}

const STATE: &str = "中华人民共和国";

impl Citation {
    /// Reads one citation; the error says in English what form is asked for.
    ///
    /// # Errors
    /// When the text is not law name, then 序言 or 第…条, then optionally 第…款 and 第…项, with numbers of 1–9999.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text.trim())
            .ok_or_else(|| format!("`{text}` is not a citation; write it like 宪法第三十三条第二款, 民法典第一百八十四条 or 宪法序言"))
    }

    fn read(text: &str) -> Option<Self> {
        let mut form = Form::default();
        let (law, rest) = if let Some(inner) = text.strip_prefix('《') {
            form.quoted = true;
            // a title may hold a title: 国务院实施《中华人民共和国民族区域自治法》若干规定 is quoted whole
            let mut depth = 1;
            let end = inner.char_indices().find_map(|(i, c)| {
                depth += i32::from(c == '《') - i32::from(c == '》');
                (depth == 0).then_some(i)
            })?;
            (&inner[..end], &inner[end + '》'.len_utf8()..])
        } else {
            let end = text.rfind("序言").or_else(|| article_start(text))?;
            (&text[..end], &text[end..])
        };
        let law = match law.strip_prefix(STATE) {
            Some(short) => {
                form.full_title = true;
                short
            }
            None => law,
        };
        if law.is_empty() || law.trim() != law || (!form.quoted && law.starts_with('》')) {
            return None;
        }
        let mut rest = Rest { text: rest, digits: None };
        let place = rest.place(&mut form)?;
        form.digits = rest.digits.unwrap_or(false);
        rest.text.is_empty().then(|| Self { law: law.to_owned(), place, form })
    }

    /// The same place in the short form: no brackets, no 中华人民共和国, Chinese numerals.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self { form: Form::default(), ..self.clone() }
    }

    /// As screens show it: 《民法典》第一千零六十二条.
    #[must_use]
    pub fn on_screen(&self) -> String {
        Self { form: Form { quoted: true, ..Form::default() }, ..self.clone() }.to_string()
    }

    /// The article that holds the place, without paragraph and item.
    #[must_use]
    pub fn article(&self) -> Option<u32> {
        match self.place {
            Place::Preamble { .. } => None,
            Place::Article { article, .. } => Some(article),
        }
    }
}

/// Where 第…条 begins in an unbracketed citation: the law's own name may hold a 第.
fn article_start(text: &str) -> Option<usize> {
    text.match_indices('第').map(|(i, _)| i).find(|i| {
        let after = &text[i + '第'.len_utf8()..];
        after.find('条').is_some_and(|end| numeral::read(&after[..end]).is_some())
    })
}

struct Rest<'a> {
    text: &'a str,
    digits: Option<bool>,
}

impl Rest<'_> {
    fn place(&mut self, form: &mut Form) -> Option<Place> {
        if let Some(after) = self.text.strip_prefix("序言") {
            self.text = after;
            return Some(Place::Preamble { paragraph: self.part("自然段")? });
        }
        let article = self.part("条")??;
        let inserted = match self.text.strip_prefix('之') {
            None => None,
            Some(after) => {
                let end = after.find('第').unwrap_or(after.len());
                let n = self.number(&after[..end])?;
                self.text = &after[end..];
                Some(n)
            }
        };
        let paragraph = self.part("款")?;
        let item = match self.text.strip_prefix("第（") {
            Some(after) => {
                form.item_in_brackets = true;
                let end = after.find("）项")?;
                let n = self.number(&after[..end])?;
                self.text = &after[end + "）项".len()..];
                Some(n)
            }
            None => self.part("项")?,
        };
        Some(Place::Article { article, inserted, paragraph, item })
    }

    /// 第…`unit` at the front: `Some(None)` when nothing more stands there, `None` when it is malformed.
    fn part(&mut self, unit: &str) -> Option<Option<u32>> {
        let Some(after) = self.text.strip_prefix('第') else { return Some(None) };
        let Some(end) = after.find(unit) else { return Some(None) };
        if after[..end].contains('第') {
            return Some(None);
        }
        let n = self.number(&after[..end])?;
        self.text = &after[end + unit.len()..];
        Some(Some(n))
    }

    /// One way of counting in one citation: 第33条第二款 would not print back the same.
    fn number(&mut self, text: &str) -> Option<u32> {
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        if *self.digits.get_or_insert(digits) != digits || text.contains('〇') {
            return None;
        }
        numeral::read(text)
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Form { quoted, full_title, digits, item_in_brackets } = self.form;
        let number = |n: u32| if digits { n.to_string() } else { numeral::write(n) };
        let state = if full_title { STATE } else { "" };
        if quoted {
            write!(f, "《{state}{}》", self.law)?;
        } else {
            write!(f, "{state}{}", self.law)?;
        }
        match self.place {
            Place::Preamble { paragraph } => {
                f.write_str("序言")?;
                paragraph.map_or(Ok(()), |n| write!(f, "第{}自然段", number(n)))
            }
            Place::Article { article, inserted, paragraph, item } => {
                write!(f, "第{}条", number(article))?;
                if let Some(n) = inserted {
                    write!(f, "之{}", number(n))?;
                }
                if let Some(n) = paragraph {
                    write!(f, "第{}款", number(n))?;
                }
                match item {
                    Some(n) if item_in_brackets => write!(f, "第（{}）项", number(n)),
                    Some(n) => write!(f, "第{}项", number(n)),
                    None => Ok(()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str) -> Citation {
        let cited = Citation::parse(text).expect(text);
        assert_eq!(cited.to_string(), text);
        cited
    }

    #[test]
    fn forms_in_use_print_back_the_same() {
        for text in [
            "宪法第三十三条第二款",
            "宪法序言",
            "宪法序言第七自然段",
            "民法典第一千零六十二条第一款第三项",
            "民法典第1062条第1款第3项",
            "《中华人民共和国宪法》第三十三条",
            "《民法典》第一百八十四条",
            "中华人民共和国民法典第十条",
            "刑法第一百二十条之一第二款",
            "行政处罚法第三十三条第（二）项",
            "《国务院实施〈中华人民共和国民族区域自治法〉若干规定》第五条",
            "《国务院实施《中华人民共和国民族区域自治法》若干规定》第五条",
            "国务院实施《中华人民共和国民族区域自治法》若干规定第五条",
        ] {
            check(text);
        }
    }

    #[test]
    fn one_place_written_two_ways_is_one_place() {
        assert_eq!(check("《中华人民共和国宪法》第33条第2款").canonical(), check("宪法第三十三条第二款"));
        assert_eq!(check("中华人民共和国民法典第10条").on_screen(), "《民法典》第十条");
    }

    #[test]
    fn what_is_no_citation_is_refused() {
        for text in [
            "",
            "宪法",
            "第三条",
            "宪法第条",
            "宪法第零条",
            "宪法第三条第款",
            "宪法第三条后半句",
            "宪法第33条第二款",
            "《宪法第三条",
            "见宪法",
            "宪法第三条第二项第一款",
        ] {
            assert!(Citation::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_place_prints_and_reads_back(
            law in "[法条例规定民族]{1,8}",
            article in 1u32..=9999, inserted in proptest::option::of(1u32..20),
            paragraph in proptest::option::of(1u32..30), item in proptest::option::of(1u32..40),
            quoted: bool, full_title: bool, digits: bool, in_brackets: bool,
        ) {
            let form = Form { quoted, full_title, digits, item_in_brackets: in_brackets && item.is_some() };
            let made = Citation { law, place: Place::Article { article, inserted, paragraph, item }, form };
            prop_assert_eq!(Citation::parse(&made.to_string()), Ok(made));
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC*") {
            let _ = Citation::parse(&text);
        }
    }
}
