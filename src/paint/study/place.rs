//! Where in a law something stands: the ids of a page of it, and the way to what a question cites.

use super::Route;
use domain::Citation;
use domain::citation::Place;
use wire::study::Block;

/// The id of what an anchor addresses in a page: ids of ours never are what a hash leads to.
#[must_use]
pub fn id(anchor: &str) -> String {
    format!("at-{anchor}")
}

/// The block that holds an anchor: `1042` of `1042-p2`.
#[must_use]
pub fn block(anchor: &str) -> &str {
    anchor.rsplit_once("-p").map_or(anchor, |(block, _)| block)
}

/// The key of a block as reading is reported; `None` for headings, which are no text of a law.
#[must_use]
pub fn text_key(law: &str, block: &Block) -> Option<String> {
    (block.kind != "heading").then(|| format!("article:{law}{}", block.title))
}

/// The anchor of a citation's place: `33-p2` for 第三十三条第二款.
#[must_use]
pub fn anchor(place: Place) -> String {
    let (block, paragraph) = match place {
        Place::Preamble { paragraph } => ("preamble".to_owned(), paragraph),
        Place::Article { article, inserted: None, paragraph, .. } => (article.to_string(), paragraph),
        Place::Article { article, inserted: Some(inserted), paragraph, .. } => (format!("{article}-{inserted}"), paragraph),
    };
    paragraph.map_or(block.clone(), |n| format!("{block}-p{n}"))
}

/// The place of the reader that a citation names.
#[must_use]
pub fn route(cited: &Citation) -> Route {
    Route::Law { law: cited.law.clone(), anchor: anchor(cited.place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cited: &str, expected: &str) {
        let cited = Citation::parse(cited).expect("a citation");
        assert_eq!(anchor(cited.place), expected);
    }

    #[test]
    fn a_citation_leads_to_its_paragraph() {
        check("宪法第三十三条第二款", "33-p2");
        check("民法典第一千零四十二条", "1042");
        check("刑法第一百二十条之一第二款第三项", "120-1-p2");
        check("宪法序言第七自然段", "preamble-p7");
        assert_eq!((block("120-1-p2"), block("120-1"), block("preamble")), ("120-1", "120-1", "preamble"));
    }

    #[test]
    fn the_key_of_a_block_is_one_that_reports_take() {
        let block = |kind: &str, title: &str| Block { kind: kind.into(), title: title.into(), ..Block::default() };
        for (title, kind) in [("第十七条之一", "article"), ("序言", "preamble")] {
            let key = text_key("某法", &block(kind, title)).expect("a key");
            assert!(wire::study::text_of(&key).is_some(), "{key}");
        }
        assert_eq!(text_key("某法", &block("heading", "第一章")), None);
    }
}
