//! The names of columns, whatever stands around them.

use super::Column;

/// A longer cell is no name, whatever note stands behind it.
const LONGEST_NAME: usize = 180;

const NAMES: [(Column, &[&str]); 10] = [
    (
        Column::Stem,
        &[
            "题干",
            "题目",
            "试题",
            "试题内容",
            "问题",
            "题目内容",
            "题干内容",
            "试题题干",
            "题目题干",
            "题面",
            "题文",
            "题目描述",
            "题目名称",
            "试题名称",
            "问题内容",
            "内容",
            "question",
            "stem",
            "title",
            "questiontext",
            "questioncontent",
            "content",
        ],
    ),
    (Column::Kind, &["题型", "类型", "题目类型", "试题类型", "问题类型", "题型名称", "type", "questiontype", "kind"]),
    (
        Column::Choices,
        &[
            "选项",
            "备选项",
            "选项内容",
            "备选答案",
            "候选项",
            "选择项",
            "全部选项",
            "所有选项",
            "题目选项",
            "试题选项",
            "options",
            "choices",
        ],
    ),
    (
        Column::Key,
        &[
            "答案",
            "正确答案",
            "标准答案",
            "参考答案",
            "正确选项",
            "试题答案",
            "题目答案",
            "答案内容",
            "answer",
            "questionanswer",
            "answers",
            "key",
            "correctanswer",
            "correct",
            "rightanswer",
            "correctanswers",
        ],
    ),
    (
        Column::Explain,
        &["解析", "答案解析", "试题解析", "题目解析", "解析内容", "详解", "分析", "解释", "答案说明", "explanation", "explain", "analysis"],
    ),
    (Column::Points, &["分值", "分数", "题目分值", "试题分值", "每题分值", "points", "score", "mark", "marks"]),
    (Column::Level, &["难度", "难易度", "难易程度", "难度等级", "试题难度", "题目难度", "难度级别", "level", "difficulty"]),
    (
        Column::Topic,
        &[
            "专题",
            "章节",
            "知识点",
            "分类",
            "类别",
            "所属章节",
            "试题分类",
            "题目分类",
            "题库分类",
            "所属分类",
            "所属专题",
            "模块",
            "章",
            "topic",
            "category",
            "chapter",
        ],
    ),
    (Column::Basis, &["依据", "法律依据", "出处", "法条", "法条依据", "答案依据", "法规依据", "命题依据", "来源", "basis", "source"]),
    (
        Column::Number,
        &[
            "序号",
            "编号",
            "id",
            "题号",
            "试题编号",
            "题目编号",
            "试题id",
            "题目id",
            "number",
            "no",
            "num",
            "序",
            "题序",
            "顺序",
            "顺序号",
            "index",
        ],
    ),
];

/// Whether a cell begins like a name of the stem.
pub fn may_be_stem(cell: &str) -> bool {
    let first = cell.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| "题试问内qstcQSTCｑｓｔｃＱＳＴＣ".contains(c))
}

/// What a cell names, and whether it counts choices by number.
pub fn read(cell: &str) -> Option<(Column, bool)> {
    if cell.is_empty() || cell.len() > LONGEST_NAME {
        return None;
    }
    let plain = plain(cell);
    named(&plain).or_else(|| {
        // a note without brackets behind the name
        let start = cell.split(['\n', ' ', '\u{3000}', ':', '：', ',', '，', ';', '；']).next()?;
        named(&self::plain(start)).filter(|_| start.len() < cell.len())
    })
}

fn named(name: &str) -> Option<(Column, bool)> {
    let found = NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(column, _)| (*column, false));
    found.or_else(|| choice(name))
}

/// 选项A, A, A选项, 答案A, 选项1, option_a.
fn choice(name: &str) -> Option<(Column, bool)> {
    const BEFORE: [&str; 12] =
        ["备选答案", "答案选项", "备选项", "候选项", "选择项", "选项", "答案", "选择", "options", "option", "choice", "answer"];
    const AFTER: [&str; 4] = ["选项内容", "选项", "内容", "项"];
    let bare = BEFORE.iter().find_map(|before| name.strip_prefix(before)).unwrap_or(name);
    let bare = AFTER.iter().find_map(|after| bare.strip_suffix(after)).unwrap_or(bare);
    let is_named = bare.len() < name.len();
    let mut chars = bare.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && c.is_ascii_lowercase()
    {
        let place = usize::try_from(u32::from(c) - u32::from('a')).ok()?;
        return (is_named || place < 8).then_some((Column::Choice(place), false));
    }
    let number = bare.parse::<usize>().ok().or_else(|| "一二三四五六七八九十".chars().position(|c| bare.chars().eq([c])).map(|n| n + 1))?;
    let place = number.checked_sub(1).filter(|place| is_named && *place < 99)?;
    Some((Column::Choice(place), true))
}

/// A name in small ASCII letters without blanks, marks, and notes in brackets.
fn plain(cell: &str) -> String {
    let mut depth = 0u32;
    let outside: String = cell
        .chars()
        .filter(|c| {
            let opens = matches!(c, '(' | '（' | '[' | '【' | '〔' | '{');
            let closes = matches!(c, ')' | '）' | ']' | '】' | '〕' | '}');
            depth = if opens { depth.saturating_add(1) } else { depth };
            let is_outside = depth == 0 && !closes;
            depth = if closes { depth.saturating_sub(1) } else { depth };
            is_outside
        })
        .collect();
    let text = if outside.trim().is_empty() { cell } else { &outside };
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_whatever_stands_around_them() {
        let check = |cell: &str, expected: Column| assert_eq!(read(cell).map(|found| found.0), Some(expected), "{cell}");
        for cell in ["题干", " 题 目 ", "*题干（必填）", "试题内容：", "Question", "题干 必填，不超过500字", "【题目】"]
        {
            check(cell, Column::Stem);
        }
        for cell in ["正确答案（多选用逗号隔开）", "答案", "Correct Answer", "答案\n（必填）"] {
            check(cell, Column::Key);
        }
        for cell in ["选项B", "B", "Ｂ", "B选项", "答案B", "选项 B（必填）", "option_b", "选项2", "选项二", "B项", "备选项B"]
        {
            check(cell, Column::Choice(1));
        }
        check("选项", Column::Choices);
        check("答案解析", Column::Explain);
        check("序号", Column::Number);
    }

    #[test]
    fn what_names_nothing_is_not_known() {
        for cell in ["", "题目来源", "备注", "Z", "2", "下列哪一项是正确答案"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
