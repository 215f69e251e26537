//! GIFT as teachers write it and as Moodle writes it.

use super::*;
use crate::Key;

/// Each item as `line kind stem|choices|key|explain`, each issue as `line word`.
fn check(text: &str, items: &[&str], issues: &[&str]) {
    let (bank, told) = read(text);
    let shown = bank.items.iter().map(|item| {
        let key = match &item.key {
            Some(Key::Texts(texts)) => texts.join("¦"),
            _ => item.letters().unwrap_or_else(|| "-".into()),
        };
        let shown = format!("{} {} {}|{}|{key}|{}", item.line, item.kind.word(), item.stem, item.choices.join(","), item.explain);
        shown.replace('\n', "⏎")
    });
    assert_eq!(shown.collect::<Vec<_>>(), items, "{text}");
    assert_eq!(told.iter().map(|issue| format!("{} {}", issue.line, issue.code.word())).collect::<Vec<_>>(), issues, "{text}");
}

#[test]
fn choices_are_read() {
    check(
        "// 一道\n::Q1:: 国家的根本法是？ {\n  =宪法 # 序言写明\n  ~民法典\n  ~刑法\n}\n\nWho is it?{~one ~two =three}",
        &["2 single 国家的根本法是？|宪法,民法典,刑法|A|序言写明", "8 single Who is it?|one,two,three|C|"],
        &[],
    );
    check("题{~甲#不对 =乙}", &["1 single 题|甲,乙|B|"], &["1 not-kept"]);
    check("国徽中间是{~长城 =天安门}。", &["1 single 国徽中间是（ ）。|长城,天安门|B|"], &[]);
    check("题{~%50%甲 ~%-100%乙 ~%50%丙 ####因为}", &["1 multiple 题|甲,乙,丙|AC|因为"], &[]);
    check("题{~%100%甲 ~%-100%乙}", &["1 indefinite 题|甲,乙|A|"], &[]);
    check("题{~=甲 ~乙}", &["1 single 题|甲,乙|A|"], &[]);
    check("题{=对 ~错}", &["1 judge 题||true|"], &[]);
}

#[test]
fn a_doubtful_answer_is_no_key() {
    check("题{=甲 =乙 ~丙}", &["1 single 题|甲,乙,丙|-|"], &["1 two-answers"]);
    check("题{~甲 ~乙}", &["1 single 题|甲,乙|-|"], &["1 no-answer"]);
    check("题{~%50%甲 ~乙}", &["1 multiple 题|甲,乙|-|"], &["1 unclear-answer"]);
    check("题{~%多%甲 ~%100%乙}", &["1 multiple 题|甲,乙|-|"], &["1 unclear-answer"]);
    check("题{甲 =乙 ~丙}", &["1 single 题|乙,丙|-|"], &["1 left-out", "1 unclear-answer"]);
    check("题{x}", &["1 blank 题||-|"], &["1 left-out", "1 no-answer"]);
    check("题{=甲 ~%50%乙 ~丙}", &["1 single 题|甲,乙,丙|A|"], &["1 not-kept"]);
}

#[test]
fn other_kinds_are_read() {
    check("地球是方的。{F}\n\n题{TRUE#错了#对了####总之}", &["1 judge 地球是方的。||false|", "3 judge 题||true|错了⏎对了⏎总之"], &[]);
    check("首都是{=北京 =北京市}", &["1 blank 首都是||北京 / 北京市|"], &[]);
    check("首都{=北京 =%50%京}市", &["1 blank 首都（ ）市||北京|"], &["1 not-kept"]);
    check("谈谈。{}\n\n谈谈。{####要点}", &["1 short 谈谈。||-|", "3 short 谈谈。||-|要点"], &[]);
    check("多少？{#3:0.5}", &["1 short 多少？||3:0.5|"], &["1 no-counterpart"]);
    check("连线{=中国 -> 北京\n=法国 -> 巴黎\n}", &["1 short 连线||中国 -> 北京⏎法国 -> 巴黎|"], &["1 no-counterpart"]);
}

#[test]
fn escapes_and_markup_are_plain_text() {
    check("::a\\:b::\\{甲\\} 1\\=1 \\~ \\# \\: \\\\ \\d\\n下 {T}", &["1 judge {甲} 1=1 ~ # : \\ \\d⏎下||true|"], &[]);
    check("[html]<p>甲&lt;乙</p><p><img src\\=\"a.png\">丙</p>{=<b>丁</b> ~戊}", &["1 single 甲<乙⏎丙|丁,戊|A|"], &["1 not-kept"]);
    check("[markdown]*甲* <p>{T}", &["1 judge *甲* <p>||true|"], &[]);
    check("甲<br>乙 a<b{T}", &["1 judge 甲⏎乙 a<b||true|"], &[]);
    check("题{~[html]<i>甲</i> =[plain]<i>乙</i>}", &["1 single 题|甲,<i>乙</i>|B|"], &[]);
}

#[test]
fn categories_are_topics() {
    let (bank, _) = read("$CATEGORY: $course$/top/宪法/总纲\n\n一{T}\n$CATEGORY: 民法\n二{F}");
    assert_eq!(bank.items.iter().map(|item| item.topic.as_str()).collect::<Vec<_>>(), ["宪法/总纲", "民法"]);
}

#[test]
fn what_is_no_question_is_told() {
    check("只是一段话\n\n一{T}", &["3 judge 一||true|"], &["1 left-out"]);
    check("一{=甲\n\n~乙}\n\n二{T}", &["5 judge 二||true|"], &["1 left-out", "3 left-out"]);
    check("一{T}\n二{F}", &["1 short 一{T} 二{F}||-|"], &["1 run-together"]);
    check("{=甲 ~乙}", &["1 single |甲,乙|A|"], &["1 no-stem"]);
    check("::题{T}", &["1 judge ::题||true|"], &[]);
}
