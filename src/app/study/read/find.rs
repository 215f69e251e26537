//! Finding words in a law: where they stand, with what is around them.

use paint::study::reader::Hit;
use wire::study::Block;

/// The most places that are listed; what is found more often is better asked for in more words.
pub const MOST_HITS: usize = 50;
/// Characters that are shown before and behind the words.
const AROUND: usize = 18;

/// The first places that hold the words, and how many there are. Blanks at the ends do not count, nor whether Latin letters are large.
/// Titles are searched too, so that 第十条 leads to it.
#[must_use]
pub fn find(blocks: &[Block], words: &str) -> (Vec<Hit>, usize) {
    let words = words.trim();
    if words.is_empty() {
        return (Vec::new(), 0);
    }
    let found = blocks.iter().flat_map(|block| in_block(block, words));
    let (mut hits, mut all) = (Vec::new(), 0);
    for hit in found {
        all += 1;
        if hits.len() < MOST_HITS {
            hits.push(hit);
        }
    }
    (hits, all)
}

fn in_block<'a>(block: &'a Block, words: &'a str) -> impl Iterator<Item = Hit> + 'a {
    let title = hit(&block.title, words, block, block.anchor.clone());
    let paragraphs = (1..).zip(&block.paragraphs).filter_map(move |(n, paragraph)| {
        let texts = std::iter::once(&paragraph.text).chain(&paragraph.items);
        texts.into_iter().find_map(|text| hit(text, words, block, format!("{}-p{n}", block.anchor)))
    });
    title.into_iter().chain(paragraphs)
}

/// The words where they first stand in a text.
fn hit(text: &str, words: &str, block: &Block, anchor: String) -> Option<Hit> {
    let at = position(text, words)?;
    let end = at + words.len();
    let before: Vec<char> = text[..at].chars().rev().take(AROUND + 1).collect();
    let after: Vec<char> = text[end..].chars().take(AROUND + 1).collect();
    let cut = |chars: &[char]| chars.len() > AROUND;
    let shown = |chars: &[char]| chars.iter().take(AROUND).collect::<String>();
    let start: String = shown(&before).chars().rev().collect();
    Some(Hit {
        anchor,
        title: block.title.clone(),
        before: if cut(&before) { format!("…{start}") } else { start },
        words: text[at..end].to_owned(),
        after: if cut(&after) { format!("{}…", shown(&after)) } else { shown(&after) },
    })
}

/// ASCII letters are alike in either case, and keep their places in the text.
fn position(text: &str, words: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(&words.to_ascii_lowercase())
}

/// The anchor of the article that a number names: 1042 and 一千零四十二 and 十七之一; `None` when the law has none.
#[must_use]
pub fn article(blocks: &[Block], number: &str) -> Option<String> {
    let number = number.trim().trim_start_matches('第').replace('条', "");
    let (number, inserted) = number.split_once(['之', '-']).map_or((number.as_str(), None), |(number, inserted)| (number, Some(inserted)));
    let number = domain::numeral::read(number)?;
    let anchor = match inserted {
        None => number.to_string(),
        Some(inserted) => format!("{number}-{}", domain::numeral::read(inserted)?),
    };
    blocks.iter().any(|block| block.anchor == anchor).then_some(anchor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::Paragraph;

    fn law() -> Vec<Block> {
        let block = |title: &str, anchor: &str, texts: &[&str]| Block {
            kind: "article".into(),
            title: title.into(),
            anchor: anchor.into(),
            paragraphs: texts.iter().map(|text| Paragraph { text: (*text).into(), items: vec!["（一）WTO规则；".into()] }).collect(),
            ..Block::default()
        };
        vec![
            block("第一章　结婚", "h1", &[]),
            block("第十条", "10", &["结婚年龄，男不得早于二十二周岁，女不得早于二十周岁，另有规定的除外。", "提倡适龄结婚。"]),
            block("第十七条之一", "17-1", &["结婚自由。"]),
        ]
    }

    fn check(words: &str, expected: &[&str]) -> Vec<Hit> {
        let (hits, all) = find(&law(), words);
        assert_eq!(hits.iter().map(|hit| hit.anchor.as_str()).collect::<Vec<_>>(), expected, "{words}");
        assert_eq!(all, expected.len());
        hits
    }

    #[test]
    fn words_are_found_by_paragraph_with_what_is_around_them() {
        let hits = check("结婚", &["h1", "10-p1", "10-p2", "17-1-p1"]);
        assert_eq!((hits[1].before.as_str(), hits[1].words.as_str()), ("", "结婚"));
        assert_eq!(hits[1].after, "年龄，男不得早于二十二周岁，女不得早…");
        assert_eq!((hits[2].before.as_str(), hits[2].after.as_str()), ("提倡适龄", "。"));
    }

    #[test]
    fn items_titles_and_letters_of_either_case_are_found() {
        assert_eq!(check(" wto ", &["10-p1", "10-p2", "17-1-p1"])[0].words, "WTO");
        check("第十条", &["10"]);
        check("没有", &[]);
        check("  ", &[]);
    }

    #[test]
    fn an_article_is_found_by_its_number_however_it_is_written() {
        for (number, anchor) in
            [("10", Some("10")), ("第十条", Some("10")), ("十七之一", Some("17-1")), ("17-1", Some("17-1")), ("99", None), ("", None)]
        {
            assert_eq!(article(&law(), number).as_deref(), anchor, "{number}");
        }
    }
}
