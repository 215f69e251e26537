//! The sheet holds all it should, wherever texts are long, and nothing leaves its place.

use domain::Zone;

use super::super::code;
use super::line::width;
use super::*;

fn view() -> CertificateView {
    let at = |day, hour, minute| Zone::CHINA.moment(2026, 11, day, hour, minute, 0).expect("a moment").0;
    CertificateView {
        number: "XF2026-7K8R-M9Z9-6".into(),
        title: "2026年度国家工作人员学法用法考试".into(),
        organiser: "某旗司法局".into(),
        unit: "某旗/旗财政局".into(),
        name: "王小明".into(),
        score: 9200,
        out_of: 10_000,
        pass: 6_000,
        questions: 50,
        band: "优秀".into(),
        started_ms: at(24, 10, 5),
        at_ms: at(24, 11, 12),
        nth: 2,
        make_up: false,
        counts: "best".into(),
        issued_ms: at(27, 9, 0),
        zone_minutes: 480,
        check: "https://pufa.example.cn/certificates/XF2026-7K8R-M9Z9-6".into(),
        pdf_lacks: String::new(),
        code: Vec::new(),
    }
}

fn long() -> CertificateView {
    CertificateView {
        title: "2026年度全旗各级各类国家工作人员学习宪法、民法典和民族事务法律法规知识年度集中统一考试暨任前法律知识考试".into(),
        organiser: "中共某某旗委员会全面依法治旗委员会办公室、某某旗司法局、某某旗民族事务委员会、某某旗人力资源和社会保障局".into(),
        unit: "某某自治区某某盟/某某旗/某某旗民族事务委员会/民族团结进步创建工作领导小组办公室宣传教育和法规监督科（行政审批科）".into(),
        name: "阿依古丽·买买提艾力·阿布都热合曼江（Ayigul Memet Eli Abdurahman）".into(),
        started_ms: view().started_ms - 86_400_000,
        ..view()
    }
}

fn longer() -> CertificateView {
    CertificateView {
        title: long().title.repeat(3),
        organiser: long().organiser.repeat(2),
        unit: long().unit.repeat(3),
        name: long().name.repeat(3),
        ..long()
    }
}

/// Every line as text.
fn said(view: &CertificateView) -> Vec<String> {
    let lines = sheet::sheet(view, None).into_iter().filter_map(|piece| match piece {
        Piece::Text { line, .. } => Some(line.iter().map(|glyph| glyph.c).collect()),
        _ => None,
    });
    lines.collect()
}

fn check(view: &CertificateView) {
    let pieces = sheet::sheet(view, code(&view.check).as_deref());
    let mut boxes = Vec::new();
    for piece in &pieces {
        if let Piece::Text { x, y, size, spacing, line, .. } = piece {
            let right = x + width(line, *size, *spacing);
            let words: String = line.iter().map(|glyph| glyph.c).collect();
            assert!(*x > 40.0 && right < WIDTH - 40.0 && *y > 60.0 && *y < HEIGHT - 40.0, "`{words}` stands at {x}–{right}, {y}");
            boxes.push((words, [*x, y - size * 0.75, right, y + size * 0.05]));
        }
    }
    for (n, (words, a)) in boxes.iter().enumerate() {
        for (others, b) in &boxes[n + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "`{words}` stands over `{others}`");
        }
    }
    let whole: String = said(view).concat().replace(' ', "");
    for text in [&view.number, &view.organiser, &view.unit.replace('/', ""), &view.name, &words::title(view)] {
        assert!(whole.contains(&text.replace(' ', "")), "{text} is whole in {whole}");
    }
}

#[test]
fn a_certificate_says_what_it_should() {
    check(&view());
    let said = said(&view()).join("|");
    for words in [
        "合格证书",
        "编号　XF2026-7K8R-M9Z9-6",
        "王小明　同志：",
        "特发此证。",
        "2026年11月24日10:05—11:12",
        "50题，满分100分，60分合格",
        "第2次，取最好成绩",
        "盖章处",
        "2026年11月27日",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
}

#[test]
fn a_short_title_stands_in_one_line_with_the_word_for_the_sheet() {
    let short = CertificateView { title: "学法用法考试合格证书".into(), ..view() };
    assert!(said(&short).contains(&"学法用法考试合格证书".to_owned()));
    assert!(said(&view()).contains(&"合格证书".to_owned()));
}

#[test]
fn what_is_long_wraps_or_shrinks_and_nothing_is_cut_or_covered() {
    check(&long());
    check(&longer());
    for (n, letters) in [1, 5, 12, 20, 40, 80, 160].into_iter().enumerate() {
        let text = "民族事务法规".chars().cycle().take(letters).collect::<String>();
        check(&CertificateView { title: text.clone(), ..view() });
        check(&CertificateView { organiser: text.clone(), ..view() });
        check(&CertificateView { unit: text.clone(), name: text, band: "优秀".repeat(n), ..view() });
    }
}

#[test]
fn the_same_certificate_is_the_same_bytes() {
    assert_eq!(pdf(&view()), pdf(&view()));
    assert_ne!(pdf(&view()), pdf(&long()));
}

#[test]
fn there_is_a_code_only_where_a_phone_can_open_the_address() {
    assert!(code("/certificates/XF2026-7K8R-M9Z9-6").is_none());
    let rows = code(&view().check).expect("a code");
    let corner: Vec<bool> = rows[0][..8].to_vec();
    assert_eq!(corner, [true, true, true, true, true, true, true, false]);
    let dark = rows.iter().flatten().filter(|dark| **dark).count() as f32;
    let side = 27.0 * sheet::MM / rows.len() as f32;
    let code: f32 = sheet::sheet(&view(), Some(&rows)).iter().filter_map(|piece| fill(piece, side)).sum();
    assert!((code / (side * side) - dark).abs() < 0.5, "{code} is {dark} squares");
}

/// The area of a fill that is as high as a square of the code.
fn fill(piece: &Piece, side: f32) -> Option<f32> {
    match piece {
        Piece::Fill([_, _, width, height], _) if (height - side).abs() < 0.001 => Some(width * height),
        _ => None,
    }
}

#[test]
fn characters_that_readers_may_lack_are_named() {
    assert!(uncovered(&view()).is_empty() && uncovered(&long()).is_empty());
    assert_eq!(uncovered(&CertificateView { name: "王𬱖ᠪᠪ".into(), ..view() }), ['𬱖', 'ᠪ']);
}

#[test]
fn nothing_of_the_clock_is_in_it() {
    let bytes = pdf(&view());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/CreationDate (D:20261127)") && text.contains("UniGB-UTF16-H") && !text.contains("/FontFile"));
}

/// Writes what it makes to the folder that `PUFA_SHOW` names, for people to look at.
#[test]
fn a_certificate_can_be_looked_at() {
    let Some(folder) = std::env::var_os("PUFA_SHOW").map(std::path::PathBuf::from) else { return };
    for (name, view) in [("certificate.pdf", view()), ("certificate-long.pdf", long()), ("certificate-longer.pdf", longer())] {
        std::fs::write(folder.join(name), pdf(&view)).expect("written");
    }
}
