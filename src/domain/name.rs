//! Names of people where strangers may read them: the family name stays, the rest does not, not even its length.

/// Family names of two characters (复姓) that people bear today.
const TWO: [&str; 44] = [
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "夏侯", "端木", "轩辕", "独孤",
    "南宫", "西门", "百里", "东郭", "呼延", "太史", "申屠", "公羊", "澹台", "濮阳", "淳于", "单于", "钟离", "闾丘", "鲜于", "司空", "司寇",
    "仲孙", "赫连", "拓跋", "万俟", "闻人", "第五", "左丘", "羊舌", "梁丘", "纳兰",
];

/// 王** for 王小明, 欧阳** for 欧阳小明, and the first letter for names that are not Chinese: A** for Anna. Of a name that is no longer
/// than what would be shown less is shown: 欧** for 欧阳, ** for one character.
#[must_use]
pub fn masked(name: &str) -> String {
    let name = name.trim();
    let family = TWO.into_iter().find(|two| name.strip_prefix(two).is_some_and(|given| !given.trim_start().is_empty()));
    let first = || name.char_indices().nth(1).map_or("", |(end, _)| &name[..end]);
    format!("{}**", family.unwrap_or_else(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(masked(name), expected, "{name}");
    }

    #[test]
    fn a_chinese_name_keeps_its_family_name() {
        check("王小明", "王**");
        check("王明", "王**");
        check(" 李娜 ", "李**");
        check("欧阳娜", "欧阳**");
        check("欧阳小明", "欧阳**");
        check("诸葛 亮", "诸葛**");
        check("𠮷田茂", "𠮷**");
    }

    #[test]
    fn another_name_keeps_its_first_letter() {
        check("Anna Müller", "A**");
        check("巴特尔", "巴**");
        check("阿依古丽·买买提", "阿**");
        check("ᠪᠠᠲᠤ", "ᠪ**");
    }

    #[test]
    fn no_name_is_shown_whole() {
        check("欧阳", "欧**");
        check("王", "**");
        check("", "**");
    }
}
