//! What `pufa bank check` found, in words: what is the matter and what to do.

use domain::Kind;
use domain::check::{Count, Figures, Like, MOST_IN_CLAUSE, MOST_IN_EXPLANATION, MOST_IN_STEM, What};
use domain::read::laws::Standing;
use domain::statute::Missing;

use crate::command::Lang;

/// A finding as a sentence.
pub fn what(what: &What, lang: Lang) -> String {
    let (en, zh) = match what {
        What::NoText { law, version } => {
            let version = version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
            (
                format!("there is no text of {law}{version} among the laws; add {law}.txt or mend the name"),
                format!("法律文本里没有{law}{version}；请补上 {law}.txt，或改正名称"),
            )
        }
        What::NoPlace { cited, missing } => no_place(cited, *missing),
        What::NotInForce { law, standing } => not_in_force(law, standing),
        What::Duplicate(like) => (
            format!("{} is the same question; take one out", other(like, "of the words")),
            format!("与{}是同一道题；请去掉一道", other_zh(like)),
        ),
        What::NearDuplicate(like) => (
            format!("{} is near to it; does it ask the same?", other(like, "of the words")),
            format!("与{}相近；是不是考同一个点？", other_zh(like)),
        ),
        What::SameStem(like) => (
            format!("{} has the same stem; does it ask the same?", other(like, "of the stem")),
            format!("与{}题干相同；是不是考同一个点？", other_zh(like)),
        ),
        What::LetterBalance(count) => (
            format!("in all banks together {}; change the order of some choices", letter(count)),
            format!("全部题库合计，{}；请调换一些题的选项次序", letter_zh(count)),
        ),
        What::LetterShare(count) => {
            (format!("{}; change the order of some choices", letter(count)), format!("{}；请调换一些题的选项次序", letter_zh(count)))
        }
        What::LongestKey(count) => (
            format!("the right choice is the longest in {}; at most {} % should be so", of(count, "single questions"), count.wanted.1),
            format!("单选题里正确项最长的有 {}，最多应占 {}%", of_zh(count), count.wanted.1),
        ),
        What::SeldomLongest(count) => (
            format!("the right choice is the longest in {}; at least {} % should be so", of(count, "single questions"), count.wanted.0),
            format!("单选题里正确项最长的只有 {}，至少应占 {}%", of_zh(count), count.wanted.0),
        ),
        What::LongestTells(count) => (
            format!("where one choice is longer than the others, it is right in {}; {}", of(count, "single questions"), wanted(count)),
            format!("有一个选项最长的单选题里，最长的就是答案的有 {}，{}", of_zh(count), wanted_zh(count)),
        ),
        What::Number { amounts } => (
            format!("the answer says {amounts}, which is neither in the cited articles nor in the stem; read them side by side"),
            format!("答案里的{amounts}，所引条文和题干里都没有；请对照条文读一遍"),
        ),
        What::WholePreamble { cited } => (
            format!("`basis` cites {cited} as a whole; name the paragraph, as in {cited}第七自然段"),
            format!("依据写的是整个{cited}；请写明哪一段，如{cited}第七自然段"),
        ),
        What::StaleStatus => (
            "`status` says in force, and `ends` has come; write what took its place or repealed".to_owned(),
            "status 写着有效，但 ends 的日子已到；请写明由什么取代，或已废止".to_owned(),
        ),
        What::JudgeMarker(count) => (
            format!(
                "of statements with {} true are {}; {}, or the words give the answer away",
                count.what,
                of(count, "statements"),
                wanted(count)
            ),
            format!("带“{}”的判断题里对的有 {}，{}，不然看字眼就能猜中", count.what, of_zh(count), wanted_zh(count)),
        ),
        What::NoteMissesArticle { articles } => (
            format!("questions rest on {}, which the note does not say to read; add them", articles.join(", ")),
            format!("有题以{}为依据，笔记里要读的条文没有列；请补上", articles.join("、")),
        ),
        What::Weak { answer, stem } => (
            format!("few words of the answer are in the cited articles ({answer} % of it, {stem} % of the stem); read them side by side"),
            format!("所引条文里很少有答案的字句（答案 {answer}%，题干 {stem}%）；请对照条文读一遍"),
        ),
        What::LongStem(length) => (
            format!("the stem has {length} characters; {MOST_IN_STEM} are enough"),
            format!("题干有 {length} 个字，最多 {MOST_IN_STEM} 个"),
        ),
        What::LongExplanation(length) => (
            format!("the explanation has {length} characters; {MOST_IN_EXPLANATION} are enough"),
            format!("解析有 {length} 个字，最多 {MOST_IN_EXPLANATION} 个"),
        ),
        What::LongClause { length, begins } => (
            format!("「{begins}…」 goes on for {length} characters without a mark; {MOST_IN_CLAUSE} are enough"),
            format!("“{begins}…”一口气 {length} 个字没有标点，最多 {MOST_IN_CLAUSE} 个"),
        ),
        What::RareCharacters { characters, percent } => (
            format!("{percent} % of its characters are not common ones ({characters}); say it in easier words"),
            format!("有 {percent}% 的字不是常用字（{characters}）；请换成好懂的说法"),
        ),
        What::LevelSpread(count) => (
            format!("of level {} are {}; {}", count.what, of(count, "questions"), wanted(count)),
            format!("难度 {} 的有 {}，{}", count.what, of_zh(count), wanted_zh(count)),
        ),
        What::KindSpread(kind, count) => (
            format!("of the kind {} are {}; {}", kind.word(), of(count, "questions"), wanted(count)),
            format!("{}题有 {}，{}", kind.on_screen(), of_zh(count), wanted_zh(count)),
        ),
        What::FewCases(count) => (
            format!("cases (case = true) are {}; at least {} % should be", of(count, "questions"), count.wanted.0),
            format!("案例题（case = true）有 {}，至少应占 {}%", of_zh(count), count.wanted.0),
        ),
        What::JudgeBalance(count) => (
            format!("true are {}; {}", of(count, "statements"), wanted(count)),
            format!("判断题里对的有 {}，{}", of_zh(count), wanted_zh(count)),
        ),
        What::NoNotes { topic } => {
            (format!("there are no study notes; add notes/{topic}.md"), format!("没有学习笔记；请写 notes/{topic}.md"))
        }
        What::NoNotesAtAll => {
            ("no topic has study notes; add notes/<topic>.md".to_owned(), "各专题都没有学习笔记；请写 notes/<专题>.md".to_owned())
        }
        What::OddChoices { choices, right } => (
            format!("{right} of {choices} choices are right; single and indefinite have 4, multiple has 2 to 4 right of 4 or 5"),
            format!("{choices} 个选项里有 {right} 个对；单选、不定项应有 4 个选项，多选应在 4 到 5 个里对 2 到 4 个"),
        ),
        What::KeepsOrder { choice } => (
            format!("`{choice}` seems to speak of other choices, so none of them changes its place; say it otherwise"),
            format!("“{choice}”像是在说别的选项，整道题的选项就不会打乱；请换个说法"),
        ),
        What::NamesLetter => (
            "the explanation names a letter, and choices change places; name what the choice says".to_owned(),
            "解析里写了选项字母，而选项次序会打乱；请写选项的内容".to_owned(),
        ),
        What::StaleAcceptance { code } => (
            format!("`{code}` is accepted here and not found any more; take the entry out"),
            format!("这里列了 {code}，但已经没有这一条；请删去"),
        ),
    };
    lang.pick(en, zh)
}

/// What a bank is made of, on one line.
pub fn figures(figures: &Figures, lang: Lang) -> String {
    let kinds: Vec<String> =
        Kind::ALL.iter().map(|kind| format!("{} {}", lang.pick(kind.word(), kind.on_screen()), figures.of_kind(*kind))).collect();
    let kinds = kinds.join(lang.pick(", ", "，"));
    let levels = figures.levels.map(|level| level.to_string()).join("/");
    let letters: Vec<String> = ["A", "B", "C", "D"].iter().zip(figures.letters).map(|(letter, count)| format!("{letter}{count}")).collect();
    let (letters, longest, truths, cases) = (letters.join(" "), figures.longest, figures.truths, figures.cases);
    lang.pick(
        format!("{kinds} ({truths} true); levels {levels}; right letters {letters}; right and longest {longest}; cases {cases}"),
        format!("{kinds}（对 {truths}）；难度 {levels}；单选答案 {letters}；答案最长 {longest}；案例 {cases}"),
    )
}

fn no_place(cited: &str, missing: Missing) -> (String, String) {
    let (en, zh) = match missing {
        Missing::Preamble => ("the law has no preamble".to_owned(), "这部法没有序言".to_owned()),
        Missing::PreambleParagraph { has } => (format!("the preamble has {has} paragraphs"), format!("序言有 {has} 个自然段")),
        Missing::Article { last } => {
            (format!("there is no such article (the last is {last})"), format!("没有这一条（最后是第 {last} 条）"))
        }
        Missing::Paragraph { has } => (format!("the article has {has} paragraphs"), format!("这一条有 {has} 款")),
        Missing::Item { has } => (format!("there are {has} items"), format!("这里有 {has} 项")),
    };
    (format!("`basis` cites {cited}, and {en}; mend the citation"), format!("依据写的是{cited}，但{zh}；请改正"))
}

fn not_in_force(law: &str, standing: &Standing) -> (String, String) {
    match standing {
        Standing::InForce => (format!("it rests on {law}"), format!("依据是{law}")),
        Standing::NotYet(from) => {
            (format!("it rests on {law}, which is in force from {from} only"), format!("依据是{law}，{from} 起才施行"))
        }
        Standing::Over { since, by } => {
            let since_en = since.map(|day| format!(" since {day}")).unwrap_or_default();
            let since_zh = since.map(|day| format!("自 {day} 起")).unwrap_or_default();
            let (by_en, by_zh) = match by {
                Some(by) => (format!("; {by} took its place"), format!("，由{by}取代")),
                None => Default::default(),
            };
            (
                format!(
                    "it rests on {law}, which is not in force{since_en}{by_en}; write the question anew for what is in force, or take it out"
                ),
                format!("依据是{law}，{since_zh}已经失效{by_zh}；请按现行规定改写，或去掉这道题"),
            )
        }
    }
}

fn other(like: &Like, what: &str) -> String {
    format!("{} at {}:{} ({} % {what} are in both)", like.id, like.file, like.line, like.percent)
}

fn other_zh(like: &Like) -> String {
    format!(" {}（{}:{}，{}% 的字句相同）", like.id, like.file, like.line, like.percent)
}

fn letter(count: &Count) -> String {
    format!("{} is right in {}, and {} to {} % should be so", count.what, of(count, "single questions"), count.wanted.0, count.wanted.1)
}

fn letter_zh(count: &Count) -> String {
    format!("单选题答案是 {} 的有 {}，应占 {}%–{}%", count.what, of_zh(count), count.wanted.0, count.wanted.1)
}

fn of(count: &Count, what: &str) -> String {
    format!("{} of {} {what} ({} %)", count.have, count.of, count.percent())
}

fn of_zh(count: &Count) -> String {
    format!("{}/{}（{}%）", count.have, count.of, count.percent())
}

fn wanted(count: &Count) -> String {
    format!("{} to {} % are wanted", count.wanted.0, count.wanted.1)
}

fn wanted_zh(count: &Count) -> String {
    format!("应占 {}%–{}%", count.wanted.0, count.wanted.1)
}
