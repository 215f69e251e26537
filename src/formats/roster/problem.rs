//! What is wrong with a list of people: where, what, and what to do. No sentence holds a name or number of anyone.

use super::Sheet;
use crate::Issue;
use crate::codes::codes;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub what: What,
}

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file and the sheet.
    pub sheet: Sheet,
    /// The row as Excel shows it, counted from 1; in a text the line, in a document the paragraph. 0 where the whole sheet is meant.
    pub row: usize,
    /// The letter of the column and what the header calls it: `C 手机`; empty where the whole row is meant.
    pub column: String,
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Something with a file, which readers of questions tell in the same words.
    File(Issue),
    /// Something with a row or header, and what it is about.
    Row(Code, String),
}

/// How much something weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// The row was not taken.
    Fault,
    /// The row was taken; somebody should look whether that is right.
    Look,
    /// As it is to be expected.
    Note,
}

impl Weight {
    /// A stable word for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Look => "look",
            Self::Note => "note",
        }
    }
}

impl What {
    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            // a hidden row or a picture is no reason to leave a file alone, and bytes that are no text are told by the row that needs them
            Self::File(issue) if matches!(issue.code, crate::Code::ReadToo | crate::Code::NotKept | crate::Code::BadBytes) => Weight::Look,
            Self::File(_) => Weight::Fault,
            Self::Row(code, _) => code.weight(),
        }
    }

    /// Whether more than a row was not read because of it: the rest of a file or sheet, or all of it.
    #[must_use]
    pub fn is_of_the_whole(&self) -> bool {
        use crate::Code as File;
        match self {
            Self::File(issue) => {
                matches!(issue.code, File::Broken | File::TooLarge | File::Bomb | File::Unsupported | File::Archive | File::Empty)
            }
            Self::Row(code, _) => matches!(code, Code::NoHeader | Code::NoColumn),
        }
    }

    /// A stable word for machines.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::File(issue) => issue.code.word(),
            Self::Row(code, _) => code.word(),
        }
    }

    /// A sentence in plain Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::File(issue) => issue.zh(),
            Self::Row(code, about) => code.zh(about),
        }
    }

    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::File(issue) => issue.en(),
            Self::Row(code, about) => code.en(about),
        }
    }
}

/// Codes with what each weighs.
macro_rules! weighed {
    ($($(#[$doc:meta])* $name:ident $weight:ident $word:literal $en:literal $zh:literal;)*) => {
        codes! {
            $($(#[$doc])* $name $word $en $zh;)*
        }

        impl Code {
            /// How much it weighs.
            #[must_use]
            pub fn weight(self) -> Weight {
                match self {
                    $(Self::$name => Weight::$weight,)*
                }
            }
        }
    };
}

weighed! {
    // headers
    /// No row names the columns.
    NoHeader Fault "no-header" "no row names the columns; add a row with 姓名, 编号, 单位 and the like" "没有找到表头，请加一行：编号、姓名、单位等";
    /// A column that every list needs is not there.
    NoColumn Fault "no-column" "there is no column `{}`; add it" "缺少“{}”这一列，请补上";
    /// A sheet beside others has no header.
    SheetLeftOut Look "sheet-left-out" "this sheet has {} rows and no header, so it was not read; add a header if people are in it" "这个工作表有 {} 行，没有表头，没有读；如果里面有人员，请加表头";
    /// A sheet that its author hid.
    HiddenSheet Look "hidden-sheet" "this sheet is hidden, so it was not read; show it if people are in it" "这个工作表是隐藏的，没有读；如果里面有人员，请取消隐藏";
    /// A column whose name is not known.
    UnknownColumn Note "unknown-column" "this column is not known and was left out" "不认识这一列，没有读";
    /// A column that says what another one says already.
    ColumnTwice Look "column-twice" "this column was left out, for `{}` was read in its place" "这一列没有读，因为读的是“{}”";
    // rows
    /// There is no number.
    NoNumber Fault "no-number" "the row has no number; add it" "没有编号，请补上";
    /// There is no name.
    NoName Fault "no-name" "the row has no name; add it" "没有姓名，请补上";
    /// There is no unit.
    NoUnit Fault "no-unit" "the row names no unit; add it" "没有单位，请补上";
    /// A number stands in several rows that say different things.
    Twice Fault "twice" "the same number stands in row {} too; leave one of the rows, or mend a number" "与第 {} 行的编号相同，请只留一行，或改正编号";
    /// The same row stands again.
    Again Look "again" "this row says the same as row {}; it was taken once" "这一行与第 {} 行完全相同，只读一次";
    /// A phone number stands in several rows.
    PhoneTwice Look "phone-twice" "the same phone number stands in row {} too; look whose it is" "与第 {} 行的手机号相同，请看看是谁的";
    /// It is no number of a mobile phone in the mainland.
    Phone Look "phone" "this is no mobile number of the mainland (11 digits); the person was taken without it" "不是 11 位的手机号；人已读入，没有读号码";
    /// It is no number of an identity card.
    IdCard Look "id-card" "this is no right number of an identity card; compare it with the card" "身份证号码校验不对，请与证件核对";
    /// A number of more digits than a sheet can hold.
    Scientific Fault "scientific" "the sheet took this for a number and lost its last digits; make the cell a text and type the number again" "表格把它当成了数值，后几位已经丢失；请把单元格设为文本，重新填写";
    /// A number that may have begun with zeros.
    ZerosLost Fault "zeros-lost" "the number is shorter than the others, and may have lost zeros at its beginning; make the cell a text and type it again" "比其他编号短，前面的 0 可能丢失了；请把单元格设为文本，重新填写";
    /// A number that is no number of anyone.
    OddNumber Fault "odd-number" "this is no number that people are known by; write letters, digits and - _ . / @ only, at most 60" "这不是编号；请只写字母、数字和 - _ . / @，不超过 60 位";
    /// A day that can't be read.
    Date Fault "date" "`{}` is no day that can be read; write it as 2027-06-01" "看不懂日期“{}”，请写成 2027-06-01";
    /// A last day before the first.
    Ends Fault "ends-before-it-begins" "the last day ({}) is before the first one; mend one of them" "结束日期（{}）早于开始日期，请改正";
    /// The number is known with another name.
    OtherName Fault "other-name" "this number is known with another name ({}): for the same person, renamed or put right, add `--renamed NUMBER`; anybody else needs a number that nobody had, such as this one with -2 behind it; `--names` shows both names" "这个编号原来的姓名与现在不同（{}）：同一人改名或更正，请加 --renamed 编号；如果是另一个人，请另给一个没有用过的编号，如在后面加 -2；要看全名，加 --names";
    /// It is said both that they are exempt and that they are not.
    ExemptInDoubt Fault "exempt-in-doubt" "one column says that they are not exempt and another one gives a reason; mend one of them" "一列写不免考，另一列又写了免考原因，请改正";
    /// A merged cell that is one person's.
    MergedPeople Fault "merged-people" "a merged cell reaches down from the row above, and what it holds may be of one person only; take the merged cell apart" "与上一行是合并单元格，看不出是谁的；请取消合并，逐行填写";
    /// A merged cell that was repeated.
    Merged Note "merged" "the merged cell {} was taken for each of its rows" "合并单元格 {} 按每一行都相同读入";
    /// A formula without a value.
    Formula Fault "formula" "the formula has no value; open the file in Excel or WPS, save it, or type the value" "公式没有算出的值；请用 Excel 或 WPS 打开并保存，或直接填写";
    /// A cell that is struck out.
    Struck Fault "struck" "this is struck out; take the row away if they have left, else the line through it" "有删除线；如果已不在册请删去这一行，否则请取消删除线";
    /// A cell that another one reaches over.
    Covered Fault "covered" "something is hidden under a merged cell; take the merged cell apart and look" "合并的单元格下面还有内容，请取消合并看一看";
    /// A control character in a cell.
    Control Fault "control" "there is a control character in the cell; type it again" "单元格里有看不见的控制字符，请重新填写";
    /// A character that could not be read.
    Encoding Fault "encoding" "some characters could not be read; save the file as xlsx, or as CSV in UTF-8" "有的字读不出来；请另存为 xlsx，或 UTF-8 编码的 CSV";
    /// A cell that is longer than any name.
    TooLong Fault "too-long" "the cell is longer than {} characters; shorten it" "超过 {} 个字，请改短";
    /// A row that ends early.
    Cut Fault "cut" "the row has fewer cells than the header and may be cut; complete it" "这一行比表头短，可能不完整，请补全";
    /// A row that ends early and has all it needs.
    Short Look "short" "the row has fewer cells than the header; look whether something is missing" "这一行比表头短，请看看有没有缺";
    /// A row with more cells than the header.
    TooWide Fault "too-wide" "the row has more cells than the header; put a text with a comma in quotes" "这一行比表头长；如果内容里有逗号，请加上引号";
    /// A quote that takes in more than its cell.
    Quotes Fault "quotes" "the quotes in this row do not fit, and may take in the rows below; mend them" "这一行的引号没有成对，可能把下面几行也包进去了，请改正";
    /// A row before the header.
    BeforeHeader Look "before-header" "this row stands before the header and was not read" "这一行在表头之前，没有读";
    /// A row with a heading in it.
    Heading Look "heading" "this row was taken for a heading" "这一行当作小标题，没有读";
    /// A total, which was right.
    Total Note "total" "this row was taken for a total" "这一行当作合计，没有读";
    /// A total that is wrong.
    TotalDiffers Look "total-differs" "the total does not fit the rows above it ({}); look whether one is missing" "合计与上面的行数不符（{}），请看看是不是缺了人";
    /// A remark below the list.
    Footer Note "footer" "this row was taken for a remark" "这一行当作附注，没有读";
    /// Rows that have nothing but a running number.
    Empty Note "only-serial" "rows {} have nothing but a running number" "第 {} 行只有序号，没有内容";
    /// Nobody is in the list.
    Nobody Look "nobody" "there is nobody below the header" "表头下面没有人员";
    // units
    /// Several units have the name of the one that a row names.
    SeveralUnits Fault "several-units" "several units are called so; write its code, or what it belongs to" "有几个单位都叫这个名字，请写单位编码或上级单位";
    /// The code of a unit beside the name of another one.
    OtherUnit Look "other-unit" "the code is that of another unit than the name ({}); it was taken by its code, look which of them is right" "编码和名称不是同一个单位（{}），按编码读入；请看看哪个对";
    /// The parent of a unit is not known.
    NoParent Fault "no-parent" "the unit `{}` that this one belongs to is not known; add it to the list" "没有上级单位“{}”，请把它也列出来";
    /// Several units have the name of the parent.
    SeveralParents Fault "several-parents" "several units are called `{}`; write the code of the one that is meant" "有几个单位都叫“{}”，请写上级单位的编码";
    /// A unit that stands twice.
    UnitTwice Fault "unit-twice" "the same unit stands above already; take one out" "这个单位上面已经有了，请删去一个";
    /// A unit above itself.
    UnitLoop Fault "unit-loop" "the unit is above itself; mend what it belongs to" "这个单位成了自己的上级，请改正上级单位";
}
