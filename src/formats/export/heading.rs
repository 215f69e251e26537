//! What stands over questions of one kind: 一、单选题（每题2分，共40分）.

use domain::{Points, numeral};

use crate::{Item, Kind};

/// The heading of the `at`-th part, counted from 0.
pub fn heading(at: usize, kind: Kind, items: &[&Item]) -> String {
    let number = u32::try_from(at + 1).map_or_else(|_| (at + 1).to_string(), numeral::write);
    format!("{number}、{}{}", kind.on_paper(), worth(items))
}

/// What each is worth, when all are worth the same.
pub fn each(items: &[&Item]) -> Option<Points> {
    let first = items.first()?.points?;
    items.iter().all(|item| item.points == Some(first)).then_some(first)
}

fn worth(items: &[&Item]) -> String {
    let all: Option<Points> = items.iter().map(|item| item.points).try_fold(Points::whole(0), |sum, points| Some(sum + points?));
    match (each(items), all) {
        (Some(each), Some(all)) => format!("（每题{each}分，共{all}分）"),
        (None, Some(all)) => format!("（共{all}分）"),
        (_, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_told_where_all_are_known() {
        let check = |points: &[Option<u32>], expected: &str| {
            let items: Vec<_> = points.iter().map(|n| Item { points: n.map(Points::whole), ..Item::default() }).collect();
            assert_eq!(heading(1, Kind::Judge, &items.iter().collect::<Vec<_>>()), expected, "{points:?}");
        };
        check(&[Some(2), Some(2)], "二、判断题（每题2分，共4分）");
        check(&[Some(2), Some(3)], "二、判断题（共5分）");
        check(&[Some(2), None], "二、判断题");
        check(&[None], "二、判断题");
    }
}
