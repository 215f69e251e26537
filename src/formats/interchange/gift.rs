//! GIFT: `::title:: stem {=right ~wrong #why ####why in general}`, questions parted by empty lines.

mod answer;
mod block;
mod glyph;
mod look;
mod markup;

use self::block::Part;
use self::glyph::Glyph;
use self::markup::Markup;
use super::lines;
use crate::{Bank, Code, Issue, Item, Kind};

pub use look::is_one;

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let (mut bank, mut issues) = (Bank::default(), Vec::new());
    let mut topic = String::new();
    for part in block::parts(text) {
        match part {
            Part::Category(category) => topic = super::lines::category(category),
            Part::Block(line, lines) => {
                let mut item = Item { topic: topic.clone(), line, ..Item::default() };
                if question(&mut item, &glyph::of(&lines), &mut issues) {
                    bank.items.push(item);
                }
            }
        }
    }
    (bank, issues)
}

/// Reads what stands between empty lines; `false` when it is no question.
fn question(item: &mut Item, glyphs: &[Glyph], issues: &mut Vec<Issue>) -> bool {
    let (markup, glyphs) = markup::of(untitled(glyphs), Markup::Auto);
    let (before, rest) = glyph::split(glyphs, '{');
    let Some((body, after)) = rest.map(|rest| glyph::split(rest, '}')).and_then(|(body, after)| Some((body, after?))) else {
        issues.push(Issue::new(item.line, Code::LeftOut, lines::beginning(&glyph::text(glyphs))));
        return false;
    };
    if glyph::split(after, '{').1.is_some() {
        issues.push(Issue::new(item.line, Code::RunTogether, ""));
        (item.kind, item.stem) = (Kind::Short, lines::tidy(&glyph::text(glyphs)));
        return true;
    }
    let (before, after) = (glyph::text(before), glyph::text(after));
    let stem = if after.trim().is_empty() { before } else { format!("{before}{}{after}", lines::GAP) };
    item.stem = markup.plain(&stem, item.line, issues);
    if item.stem.is_empty() {
        issues.push(Issue::new(item.line, Code::NoStem, ""));
    }
    answer::read(item, body, markup, issues);
    true
}

/// What follows the title.
fn untitled(glyphs: &[Glyph]) -> &[Glyph] {
    let is_edge = |pair: &[Glyph]| pair.iter().all(|glyph| glyph.is(':'));
    let glyphs = glyph::trim(glyphs);
    match glyphs.split_at_checked(2) {
        Some((edge, rest)) if is_edge(edge) => rest.windows(2).position(is_edge).and_then(|end| rest.get(end + 2..)).unwrap_or(glyphs),
        _ => glyphs,
    }
}

#[cfg(test)]
mod tests;
