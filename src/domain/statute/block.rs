//! A law as it is read: headings, the preamble and articles from the first line to the last, each with what addresses it.

use super::{Article, Statute};
use crate::numeral;
use std::collections::HashSet;

/// One block of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// What addresses it: `1042` for 第一千零四十二条, `17-1` for 第十七条之一, `preamble`; headings count `h1`, `h2` … through the law.
    pub anchor: String,
    /// What stands there.
    pub what: What<'a>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// The heading of what follows.
    Heading(Level, &'a str),
    /// 序言, by paragraphs (自然段).
    Preamble(&'a [String]),
    /// 条: its number and, behind it, 0 or the 一 of 第十七条之一.
    Article((u32, u32), &'a Article),
}

/// How high a heading stands, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 编.
    Part = 1,
    /// 分编.
    Subpart,
    /// 章.
    Chapter,
    /// 节.
    Section,
}

/// What a line of the text put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    Heading(Level, String),
    Preamble,
    Article((u32, u32)),
}

/// 第一编, 第一分编, 第一章 or 第一节, then a gap and a name or the end. The name follows one wide gap: 第三章　家庭关系.
pub(super) fn heading(line: &str) -> Option<Stand> {
    const UNITS: [(&str, Level); 4] = [("分编", Level::Subpart), ("编", Level::Part), ("章", Level::Chapter), ("节", Level::Section)];
    let after = line.strip_prefix('第')?;
    UNITS.iter().find_map(|(unit, level)| {
        let (number, rest) = after.split_once(unit)?;
        let name = rest.trim_start();
        numeral::read(number)?;
        let mark = format!("第{number}{unit}");
        match (name.is_empty(), rest.len() > name.len()) {
            (true, _) => Some(Stand::Heading(*level, mark)),
            (false, true) => Some(Stand::Heading(*level, format!("{mark}　{name}"))),
            (false, false) => None,
        }
    })
}

impl Statute {
    /// Its blocks in the order of the text. An article that is opened twice stands where it first was, and so does the preamble.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let (mut headings, mut seen) = (0, HashSet::new());
        self.order.iter().filter_map(move |stand| {
            let block = match stand {
                Stand::Heading(level, title) => {
                    headings += 1;
                    Block { anchor: format!("h{headings}"), what: What::Heading(*level, title) }
                }
                Stand::Preamble => Block { anchor: "preamble".into(), what: What::Preamble(&self.preamble) },
                Stand::Article(number) => Block { anchor: anchor(*number), what: What::Article(*number, self.articles.get(number)?) },
            };
            seen.insert(block.anchor.clone()).then_some(block)
        })
    }
}

fn anchor((number, inserted): (u32, u32)) -> String {
    if inserted == 0 { number.to_string() } else { format!("{number}-{inserted}") }
}

impl What<'_> {
    /// What is written over it: 第三章　家庭关系, 序言, 第十七条之一.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Heading(_, title) => (*title).to_owned(),
            Self::Preamble(_) => "序言".into(),
            Self::Article((number, 0), _) => format!("第{}条", numeral::write(*number)),
            Self::Article((number, inserted), _) => format!("第{}条之{}", numeral::write(*number), numeral::write(*inserted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let statute = Statute::read(&format!("某法\n2020年通过\n{text}"));
        let blocks: Vec<_> = statute.blocks().map(|block| (block.anchor, block.what.title())).collect();
        let expected: Vec<_> = expected.iter().map(|(anchor, title)| ((*anchor).to_owned(), (*title).to_owned())).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn blocks_stand_as_in_the_text() {
        check(
            "序言\n很久以前。\n第一编 总则\n第一分编　通则\n第一章\n第一节 一\n第十七条 甲。\n乙。\n第十七条之一 丙。\n第一千零四十二条 丁。",
            &[
                ("preamble", "序言"),
                ("h1", "第一编　总则"),
                ("h2", "第一分编　通则"),
                ("h3", "第一章"),
                ("h4", "第一节　一"),
                ("17", "第十七条"),
                ("17-1", "第十七条之一"),
                ("1042", "第一千零四十二条"),
            ],
        );
    }

    #[test]
    fn headings_have_their_levels() {
        let statute = Statute::read("某法\n\n第一编 甲\n第二分编 乙\n第三章 丙\n第四节 丁");
        let levels: Vec<_> =
            statute.blocks().filter_map(|b| if let What::Heading(level, _) = b.what { Some(level as u8) } else { None }).collect();
        assert_eq!(levels, [1, 2, 3, 4]);
    }

    #[test]
    fn a_sentence_that_begins_like_a_heading_is_none() {
        check("第一条 甲。\n第一章所称的人，另行规定。\n第二编辑部负责。", &[("1", "第一条")]);
    }

    #[test]
    fn nothing_stands_twice() {
        check("第一条 甲。\n第一条 乙。\n序言\n丙\n序言\n丁", &[("1", "第一条"), ("preamble", "序言")]);
    }
}
