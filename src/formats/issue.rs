//! What could not be taken, or wants a look: where, what, and what to do.

use crate::codes::codes;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The line of the source, counted from 1; in a sheet the row.
    pub line: usize,
    /// What is the matter.
    pub code: Code,
    /// What it is about: a letter, a word, the beginning of a line; may be empty.
    pub about: String,
}

impl Issue {
    /// An issue.
    #[must_use]
    pub fn new(line: usize, code: Code, about: impl Into<String>) -> Self {
        Self { line, code, about: about.into() }
    }

    /// A sentence in plain Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        self.code.zh(&self.about)
    }

    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        self.code.en(&self.about)
    }
}

codes! {
    // whole files
    /// The file is larger than is read.
    TooLarge "too-large" "the file is too large ({}); split it" "文件太大（{}），请分成几个";
    /// A packed file grows beyond all measure.
    Bomb "bomb" "the packed file grows to more than is read ({}); it is not opened" "压缩文件展开后太大（{}），不打开";
    /// It can't be opened as what it seems to be.
    Broken "broken" "the file is damaged or of another kind: {}" "文件已损坏，或不是这种格式：{}";
    /// It is of a kind that is not read.
    Unsupported "unsupported" "{} is not read; save it as docx, xlsx or text" "不能读{}，请另存为 docx、xlsx 或文本";
    /// It holds files rather than a text.
    Archive "archive" "this is an archive ({}); unpack it and take the file in it" "这是压缩包（{}），请先解压，再选里面的文件";
    /// There is nothing in it.
    Empty "empty" "the file is empty; look whether it was saved" "文件是空的，请看看是否已保存";
    /// Bytes that are no text in the encoding of the rest.
    BadBytes "bad-bytes" "some bytes are no text in {}; they are shown as \u{fffd}" "有些字节不是{}编码的文字，以 \u{fffd} 代替";
    /// There is no question in it.
    Nothing "nothing" "no question was found" "没有找到题目";
    // questions
    /// There is no answer.
    NoAnswer "no-answer" "the question has no answer; add one" "这道题没有答案，请补上";
    /// The answer can't be understood.
    UnclearAnswer "unclear-answer" "the answer `{}` is not clear; write letters such as AC, or 对 or 错" "答案“{}”看不懂，请写成 AC 这样的字母，或“对”“错”";
    /// The answer names a choice that is not there.
    AnswerNamesNoChoice "answer-names-no-choice" "the answer `{}` names a choice that is not there; mend the answer or the choices" "答案“{}”里有选项中没有的字母，请改答案或补选项";
    /// Two answers are given that differ.
    TwoAnswers "two-answers" "two answers are given that differ ({}); leave one" "有两个不同的答案（{}），请留下一个";
    /// The answer does not fit the kind that is said.
    KindAndAnswer "kind-and-answer" "the answer does not fit the kind that is said ({}); mend one of them" "答案与题型不符（{}），请改其中一个";
    /// There are no choices where there should be.
    NoChoices "no-choices" "the question has no choices; add them" "这道题没有选项，请补上";
    /// There is only one choice.
    OneChoice "one-choice" "the question has one choice only; add the others" "这道题只有一个选项，请补全";
    /// The letters of the choices have a gap, stand twice or out of order.
    ChoiceLetters "choice-letters" "the letters of the choices are not in order ({}); look whether one is missing or two run together" "选项字母不连续（{}），请看看是不是缺了一个，或两个连在了一起";
    /// A choice is empty.
    EmptyChoice "empty-choice" "choice {} is empty; fill it in" "选项 {} 是空的，请补上";
    /// Two choices say the same.
    SameChoices "same-choices" "two choices say the same ({}); mend one" "有两个选项相同（{}），请改一个";
    /// There is no stem.
    NoStem "no-stem" "the question has no text before its choices or answer; add it" "这道题没有题干，请补上";
    /// The numbers of questions have a gap or go back: two may have run together.
    NumberGap "number-gap" "the numbers jump here ({}); look whether a question is missing" "题号在这里不连续（{}），请看看是不是少了一道题";
    /// Two questions may have run together.
    RunTogether "run-together" "two questions seem to have run together here; part them" "这里好像两道题连在了一起，请分开";
    /// A line that belongs nowhere.
    LeftOut "left-out" "this line was not taken: {}" "这一行没有读进去：{}";
    /// An entry of a key table that no question has.
    KeyWithoutQuestion "key-without-question" "the table of answers has {}, and there is no such question" "答案表里有{}，但没有这道题";
    /// How many answers a key table gives differs from how many questions there are.
    KeyCount "key-count" "the table of answers does not fit the questions ({}); none of it was taken" "答案表与题目数目不符（{}），这部分答案没有采用";
    /// The kind is not said, and may be another than the one it was taken for.
    NoKind "no-kind" "the kind of the question is not said; it was taken for {}; look whether that is right" "这道题没有写题型，按{}读的，请看看对不对";
    /// What its author hid or struck out was read.
    ReadToo "read-too" "{} was read too; look whether it should be there" "{}也读进来了，请看看要不要";
    // what has no counterpart
    /// A kind of question that has no counterpart here.
    NoCounterpart "no-counterpart" "{} has no counterpart here; the text was kept" "{}在这里没有对应的题型，只保留了文字";
    /// Something beside the text that is not kept: pictures, sounds, formulas.
    NotKept "not-kept" "{} is not kept" "{}没有保留";
    // writing
    /// A question that a format has no place for.
    NotWritten "not-written" "the format has no place for this question ({}); it was left out" "这种格式放不下这道题（{}），没有写进去";
    /// A part of a question that a format has no place for.
    PartNotWritten "part-not-written" "the format has no place for {} of this question; the rest was written" "这种格式放不下这道题的{}，其余的写进去了";
    // tables
    /// No column is called like a stem.
    NoHeader "no-header" "no row names the columns; add a row with 题干, 选项A, 答案 and the like" "没有找到表头，请加一行：题干、选项A、答案等";
    /// A column whose name is not known.
    UnknownColumn "unknown-column" "the column `{}` is not known and was left out" "不认识“{}”这一列，没有读";
    // laws
    /// An article is missing in the order of numbers.
    ArticleGap "article-gap" "the articles jump here ({}); look for what is missing" "条文序号在这里不连续（{}），请看看缺了哪一条";
    /// An article stands twice.
    ArticleTwice "article-twice" "{} stands twice; take one out" "{}出现了两次，请删去一个";
    /// It is no law.
    NoLaw "no-law" "no article (第一条) was found; is this the text of a law?" "没有找到第一条，这是法律文本吗？";
    /// It can't be told whether a paragraph ends at a line.
    Wrapped "wrapped" "it can't be told whether a paragraph ends at `{}`; put each paragraph on one line" "看不出这一段是不是到“{}”为止，请把每一段放在一行里";
}
