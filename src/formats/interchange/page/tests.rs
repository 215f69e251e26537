//! Pages, read.

use super::*;

fn check(html: &str, expected: &[&str], told: &[Code]) {
    let (bank, issues) = read(html);
    let found: Vec<_> =
        bank.items.iter().map(|item| format!("{} {} {:?} {}", item.line, item.stem, item.kind, item.choices.join("|"))).collect();
    assert_eq!(found, expected, "{html} {issues:?}");
    assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), told, "{html} {issues:?}");
}

const NAMES: &str = "<tr><td>题型<td>题目<td>A<td>B<td>答案</tr>\n";

#[test]
fn a_table_in_a_page_is_read() {
    let rows = "<tr><td rowspan=2>不定项</td><td>问一</td><td>甲</td><td>乙</td><td>A</td></tr><tr><td>问&lt;二<td>丙<td>丁<td>AB</table>";
    check(
        &format!("<html><head><title>题<style>td > a</style></head><body><table border=\"1\">{NAMES}{rows}</body></html>"),
        &["2 问一 Indefinite 甲|乙", "2 问<二 Indefinite 丙|丁"],
        &[],
    );
    check(&format!("<table>{NAMES}<tr><td>单选<td>问<s>题</s><td>甲<td>乙<td>A</table>"), &["2 问 Single 甲|乙"], &[Code::NotKept]);
    check(&format!("<table>{NAMES}<tr><td>单选<td>问<td>甲<td>乙<td>A"), &["2 问 Single 甲|乙"], &[Code::Broken]);
}

#[test]
fn paragraphs_of_a_page_are_read() {
    check("<body>\n<p>1. 问一（ ）</p>\n<p>A.甲</p><p>B.乙</p><p>答案：A</p></body>", &["2 问一（ ） Single 甲|乙"], &[]);
}

#[test]
fn a_page_without_questions_is_refused() {
    check("<html><body><p>新闻</p></body></html>", &[], &[Code::Unsupported]);
    check("<table><tr><td style='text-decoration:line-through'>题", &[], &[Code::Unsupported]);
}

#[test]
fn a_page_is_known_by_its_start() {
    for start in [" <HTML x", "<?xml version='1.0'?>\n<!DOCTYPE html>", "<table>"] {
        assert!(is_one(start), "{start}");
    }
    for start in ["<quiz>", "<?xml version='1.0'?><assessmentItem>", "<表>", "题<html>", "<?xml"] {
        assert!(!is_one(start), "{start}");
    }
}

const PIECES: [&str; 20] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=3 colspan='2'>",
    "<th",
    ">",
    "\"",
    "<p>",
    "<!--",
    "-->",
    "<head>",
    "<s>",
    "</s>",
    "题目",
    "A",
    "答案",
    "\u{fdd0}\n",
];

proptest::proptest! {
    #[test]
    fn pieces_in_any_order_are_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..60)) {
        let (bank, issues) = read(&pieces.concat());
        assert!(!bank.items.is_empty() || !issues.is_empty());
        assert!(issues.iter().all(|issue| issue.line > 0));
    }
}

#[test]
fn open_ends_take_no_time() {
    for piece in ["<!--", "<p a=\"", "<td colspan=999 rowspan=999>", "<table><tr><td>", "<tr><td>甲", "<s>", "<", "<p '\"", " <html>"] {
        let html = format!("<table><tr>{}", piece.repeat(50_000));
        assert!(!read(&html).1.is_empty(), "{piece}");
    }
}
