//! The text of a law, taken apart as lawyers count: articles, their paragraphs (款) and items (项), and the preamble (序言).

mod block;

pub use block::{Block, Level, What};

use crate::citation::Place;
use crate::numeral;
use crate::read::SourceFile;
use std::collections::BTreeMap;

/// One law in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statute {
    /// The first line.
    pub title: String,
    /// The second line: who passed and changed it, and when.
    pub note: String,
    /// The paragraphs (自然段) of the preamble; empty when it has none.
    pub preamble: Vec<String>,
    /// By number; behind it 0, or the 一 of 第十七条之一.
    articles: BTreeMap<(u32, u32), Article>,
    /// What stands where, from the first line to the last.
    order: Vec<block::Stand>,
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// 款, in order. A text that follows a list of items is a paragraph of its own.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What stands before the items. A list whose entries have no number (宪法第六十五条) is part of it, a line an entry.
    pub text: String,
    /// 项, in order.
    pub items: Vec<Item>,
}

/// One item of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Counted from 1.
    pub number: u32,
    /// What follows the number in brackets.
    pub text: String,
}

/// What a place names and the law does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It has no preamble.
    Preamble,
    /// Its preamble has only so many paragraphs.
    PreambleParagraph {
        /// How many there are.
        has: usize,
    },
    /// It has no such article.
    Article {
        /// The number of its last one; 0 when it has none.
        last: u32,
    },
    /// The article has only so many paragraphs.
    Paragraph {
        /// How many there are.
        has: usize,
    },
    /// The paragraph, or the article when no paragraph is named, has only so many items.
    Item {
        /// How many there are.
        has: usize,
    },
}

impl Statute {
    /// Reads a plain text: line 1 the title, line 2 where it comes from, then a line for each heading (第一章 总则), each opening of
    /// an article (第一条 …), each further paragraph and each item (（一）…); the preamble follows a line 序言.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines().map(str::trim);
        let title = lines.next().unwrap_or_default().to_owned();
        let mut statute = Self { title, note: lines.next().unwrap_or_default().to_owned(), ..Self::default() };
        let mut at = At::Nowhere;
        for line in lines.filter(|line| !line.is_empty()) {
            if let Some((number, rest)) = opening(line) {
                at = At::Article(number);
                statute.order.push(block::Stand::Article(number));
                statute.articles.entry(number).or_default().take(rest);
            } else if line == "序言" {
                at = At::Preamble;
                statute.order.push(block::Stand::Preamble);
            } else if let Some(heading) = block::heading(line) {
                at = At::Nowhere;
                statute.order.push(heading);
            } else {
                match at {
                    At::Nowhere => {}
                    At::Preamble => statute.preamble.push(line.to_owned()),
                    At::Article(number) => statute.articles.entry(number).or_default().take(line),
                }
            }
        }
        statute
    }

    /// Every article with its number and, behind it, 0 or the 一 of 第十七条之一.
    pub fn articles(&self) -> impl Iterator<Item = ((u32, u32), &Article)> {
        self.articles.iter().map(|(number, article)| (*number, article))
    }

    /// What is at a place: the text of the item, the paragraph with its items, the whole article, or the preamble.
    ///
    /// # Errors
    /// When it is not there.
    pub fn find(&self, place: Place) -> Result<String, Missing> {
        match place {
            Place::Preamble { .. } if self.preamble.is_empty() => Err(Missing::Preamble),
            Place::Preamble { paragraph: None } => Ok(self.preamble.join("\n")),
            Place::Preamble { paragraph: Some(n) } => {
                nth(&self.preamble, n).cloned().ok_or(Missing::PreambleParagraph { has: self.preamble.len() })
            }
            Place::Article { article, inserted, paragraph, item } => {
                let last = self.articles.keys().next_back().map_or(0, |(number, _)| *number);
                self.articles.get(&(article, inserted.unwrap_or(0))).ok_or(Missing::Article { last })?.find(paragraph, item)
            }
        }
    }

    /// The whole article that a place is in, or the whole preamble; `None` when it is not there.
    #[must_use]
    pub fn around(&self, place: Place) -> Option<String> {
        let whole = match place {
            Place::Preamble { .. } => Place::Preamble { paragraph: None },
            Place::Article { article, inserted, .. } => Place::Article { article, inserted, paragraph: None, item: None },
        };
        self.find(whole).ok()
    }
}

impl Article {
    /// All it says, a line for each paragraph and item.
    #[must_use]
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(Paragraph::whole).collect::<Vec<_>>().join("\n")
    }

    fn take(&mut self, line: &str) {
        let list_goes_on = |text: &str| text.ends_with('：') || (text.contains("：\n") && !text.ends_with('。'));
        match (item(line), self.paragraphs.last_mut()) {
            (Some(item), Some(paragraph)) => paragraph.items.push(item),
            (None, Some(paragraph)) if paragraph.items.is_empty() && list_goes_on(&paragraph.text) => {
                paragraph.text.push('\n');
                paragraph.text.push_str(line);
            }
            (item, _) => {
                let text = if item.is_none() { line.to_owned() } else { String::new() };
                self.paragraphs.push(Paragraph { text, items: item.into_iter().collect() });
            }
        }
    }

    fn find(&self, paragraph: Option<u32>, item: Option<u32>) -> Result<String, Missing> {
        let within = match paragraph {
            None => &self.paragraphs[..],
            Some(n) => std::slice::from_ref(nth(&self.paragraphs, n).ok_or(Missing::Paragraph { has: self.paragraphs.len() })?),
        };
        let Some(n) = item else {
            return Ok(within.iter().map(Paragraph::whole).collect::<Vec<_>>().join("\n"));
        };
        let mut items = within.iter().flat_map(|paragraph| &paragraph.items);
        let has = || within.iter().map(|paragraph| paragraph.items.len()).max().unwrap_or(0);
        items.find(|item| item.number == n).map(|item| item.text.clone()).ok_or_else(|| Missing::Item { has: has() })
    }
}

impl Paragraph {
    fn whole(&self) -> String {
        let items = self.items.iter().map(|item| format!("（{}）{}", numeral::write(item.number), item.text));
        std::iter::once(self.text.clone()).chain(items).collect::<Vec<_>>().join("\n")
    }
}

fn nth<T>(list: &[T], n: u32) -> Option<&T> {
    list.get(usize::try_from(n).ok()?.checked_sub(1)?)
}

#[derive(Clone, Copy)]
enum At {
    Nowhere,
    Preamble,
    Article((u32, u32)),
}

/// 第三条 or 第十七条之一 with what follows the gap behind it. A sentence that begins so (第三条所称…) has no gap.
fn opening(line: &str) -> Option<((u32, u32), &str)> {
    let (number, rest) = line.strip_prefix('第')?.split_once('条')?;
    let number = numeral::read(number)?;
    let (inserted, rest) = match rest.strip_prefix('之') {
        None => (0, rest),
        Some(after) => {
            let (inserted, rest) = after.split_once(char::is_whitespace)?;
            (numeral::read(inserted)?, rest)
        }
    };
    let is_gap = inserted > 0 || rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_gap.then(|| ((number, inserted), rest.trim_start()))
}

/// （三）… or (三)….
fn item(line: &str) -> Option<Item> {
    let (number, text) = line.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    Some(Item { number: numeral::read(number)?, text: text.trim_start().to_owned() })
}

/// The texts of many laws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statutes(BTreeMap<String, Statute>);

impl Statutes {
    /// Reads files named `<short name>.txt` or `<short name>-<version…>.txt`; others are left alone.
    #[must_use]
    pub fn read(files: &[SourceFile]) -> Self {
        let named = files.iter().filter_map(|file| Some((file.path.strip_suffix(".txt")?, file)));
        Self(named.map(|(name, file)| (name.to_owned(), Statute::read(&file.text))).collect())
    }

    /// The text of a law. With a version: the file that has it behind the name, else the one that has none. Without: the file
    /// that has none, else the newest by name. Where there is one text only, that one. A file may also bear the whole title.
    #[must_use]
    pub fn find(&self, law: &str, version: Option<&str>) -> Option<&Statute> {
        let of = |start: &str| self.0.iter().rfind(|(name, _)| name.starts_with(start)).map(|(_, statute)| statute);
        let bare = || self.0.get(law).or_else(|| self.0.get(&format!("中华人民共和国{law}")));
        match version {
            Some(version) => of(&format!("{law}-{version}")).or_else(bare).or_else(|| self.only(law)),
            None => bare().or_else(|| of(&format!("{law}-"))),
        }
    }

    /// The text of a law of which there is one: the year in its name may be another than the one a version goes by.
    fn only(&self, law: &str) -> Option<&Statute> {
        let start = format!("{law}-");
        let mut found = self.0.iter().filter(|(name, _)| name.starts_with(&start)).map(|(_, statute)| statute);
        found.next().filter(|_| found.next().is_none())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Citation;

    const TEXT: &str = "中华人民共和国某法
2020年通过；2020年施行
序言
很久以前。
　　后来。
第一章 总则
第一条 只有一款。
第二条 第一款。
第二款，有下列情形的：
（一）甲；
（二）乙。
项后面的是第三款。
第二章　机构
第三条　某会由下列人员组成：
主任，
委员若干人。
主任负责。
第三条之一 (一)甲项在前；
(二)乙项。
第四条所称的人，不在此列。
第五条 第三条所称的人，另行规定。
";

    fn check(cited: &str, expected: Result<&str, Missing>) {
        let place = Citation::parse(cited).expect(cited).place;
        assert_eq!(Statute::read(TEXT).find(place).as_deref().map_err(|missing| *missing), expected, "{cited}");
    }

    #[test]
    fn what_is_there_is_found() {
        check("某法第一条", Ok("只有一款。"));
        check("某法第二条第二款第二项", Ok("乙。"));
        check("某法第二条第二项", Ok("乙。"));
        check("某法第二条第二款", Ok("第二款，有下列情形的：\n（一）甲；\n（二）乙。"));
        check("某法第二条第三款", Ok("项后面的是第三款。"));
        check("某法第三条之一第二项", Ok("乙项。"));
        check("某法第五条", Ok("第三条所称的人，另行规定。"));
        check("某法序言", Ok("很久以前。\n后来。"));
        check("某法序言第二自然段", Ok("后来。"));
    }

    #[test]
    fn a_list_without_numbers_is_one_paragraph() {
        check("某法第三条第一款", Ok("某会由下列人员组成：\n主任，\n委员若干人。"));
        check("某法第三条第二款", Ok("主任负责。"));
        check("某法第三条第三款", Err(Missing::Paragraph { has: 2 }));
    }

    #[test]
    fn what_is_not_there_is_missed() {
        check("某法第六条", Err(Missing::Article { last: 5 }));
        check("某法第四条", Err(Missing::Article { last: 5 }));
        check("某法第一条之一", Err(Missing::Article { last: 5 }));
        check("某法第二条第四款", Err(Missing::Paragraph { has: 3 }));
        check("某法第二条第一款第一项", Err(Missing::Item { has: 0 }));
        check("某法第二条第三项", Err(Missing::Item { has: 2 }));
        check("某法序言第三自然段", Err(Missing::PreambleParagraph { has: 2 }));
        let without = Statute::read("某条例\n\n第一条 甲。");
        assert_eq!(without.find(Place::Preamble { paragraph: None }), Err(Missing::Preamble));
    }

    #[test]
    fn a_version_is_looked_for_behind_the_name() {
        let file = |name: &str| SourceFile { path: format!("{name}.txt"), text: format!("{name}\n\n第一条 甲。") };
        let laws = Statutes::read(&["甲法-2000", "甲法-2025修订", "乙法", "中华人民共和国丙法"].map(file));
        let title = |law, version| laws.find(law, version).map(|statute| statute.title.as_str());
        assert_eq!(title("甲法", None), Some("甲法-2025修订"));
        assert_eq!(title("甲法", Some("2000")), Some("甲法-2000"));
        assert_eq!(title("乙法", Some("2020")), Some("乙法"));
        assert_eq!(title("丙法", None), Some("中华人民共和国丙法"));
        assert_eq!(title("甲法", Some("1999")), None);
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in ["", "第", "甲\n乙\n第条\n（）\n第一条之\n第一条之一", "甲\n乙\n（一）无条"] {
            assert!(Statute::read(text).articles().count() < 3, "{text}");
        }
    }
}
