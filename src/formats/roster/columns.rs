//! What the columns of a list are called, in whatever order they stand.

use super::cell;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What a person is known by.
    Number,
    /// Their name.
    Name,
    /// The unit, by name or path.
    Unit,
    /// The code of the unit.
    UnitCode,
    /// An office within the unit.
    Office,
    /// The unit above, by name, path or code.
    Parent,
    /// The code of the unit above.
    ParentCode,
    /// The rank.
    Rank,
    /// The phone number.
    Phone,
    /// Whether they are exempt, or why.
    Exempt,
    /// Why they are exempt.
    Reason,
    /// The first day.
    From,
    /// The last day.
    To,
    /// A running number, which says nothing.
    Serial,
}

/// By field the names, the ones to be preferred first where a list may have several.
const NAMES: [(Field, &[&str]); 14] = [
    (
        Field::Number,
        &[
            "编号",
            "人员编号",
            "学员编号",
            "干部编号",
            "工号",
            "职工号",
            "职工编号",
            "员工编号",
            "人员编码",
            "number",
            "staffno",
            "证号",
            "警号",
            "证件号",
            "证件号码",
            "工作证号",
            "执法证号",
            "学号",
            "账号",
            "帐号",
            "用户名",
            "身份证号",
            "身份证号码",
            "身份证",
            "公民身份号码",
            "居民身份证号码",
            "idnumber",
        ],
    ),
    (Field::Name, &["姓名", "人员姓名", "学员姓名", "考生姓名", "干部姓名", "职工姓名", "员工姓名", "名字", "name", "fullname"]),
    (
        Field::Unit,
        &[
            "单位",
            "单位名称",
            "所在单位",
            "工作单位",
            "所属单位",
            "单位全称",
            "任职单位",
            "单位路径",
            "机构",
            "机构名称",
            "组织",
            "所属机构",
            "unit",
            "unitname",
            "organisation",
            "organization",
        ],
    ),
    (Field::UnitCode, &["单位编码", "单位代码", "单位编号", "机构编码", "机构代码", "组织编码", "unitcode"]),
    (
        Field::Office,
        &["部门", "部门名称", "所在部门", "所属部门", "科室", "处室", "内设机构", "所在科室", "单位部门", "department", "office"],
    ),
    (Field::Parent, &["上级单位", "上级单位名称", "主管单位", "上级机构", "上级", "上级部门", "隶属单位", "parent", "parentunit"]),
    (Field::ParentCode, &["上级单位编码", "上级单位代码", "上级编码", "上级代码", "上级机构编码", "上级单位编号", "parentcode"]),
    (
        Field::Rank,
        &["职级", "级别", "职务", "职务职级", "职务级别", "职级级别", "行政级别", "现任职务", "职务层次", "岗位级别", "rank", "grade"],
    ),
    (
        Field::Phone,
        &["手机", "电话", "手机号", "手机号码", "联系电话", "联系方式", "移动电话", "电话号码", "手机电话", "phone", "mobile", "telephone"],
    ),
    (Field::Exempt, &["免考", "是否免考", "免考标记", "免学免考", "豁免", "是否豁免", "exempt"]),
    (Field::Reason, &["免考原因", "免考理由", "免考事由", "豁免原因", "豁免理由", "免考说明", "exemptreason", "exemptionreason"]),
    (
        Field::From,
        &[
            "起",
            "开始日期",
            "自",
            "开始",
            "起始日期",
            "开始时间",
            "起始时间",
            "生效日期",
            "任职日期",
            "任职时间",
            "入职日期",
            "起始",
            "from",
            "start",
        ],
    ),
    (
        Field::To,
        &[
            "止",
            "结束日期",
            "至",
            "结束",
            "截止日期",
            "结束时间",
            "截止时间",
            "终止日期",
            "失效日期",
            "离任日期",
            "离职日期",
            "终止",
            "to",
            "end",
            "until",
        ],
    ),
    (Field::Serial, &["序号", "序", "行号", "顺序号", "no", "no."]),
];

/// A longer cell is no name of a column.
const LONGEST_NAME: usize = 120;
/// Fields of which there are so many kinds.
const FIELDS: usize = NAMES.len();

/// Where each field stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    places: [Option<usize>; FIELDS],
    /// The names of all columns; empty where there is none.
    pub names: Vec<String>,
    /// Columns that are not read, each with the name of the one that is read in its place, if there is one.
    pub left_out: Vec<(usize, Option<String>)>,
    /// Whether the number is that of an identity card.
    pub is_id_card: bool,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People.
    People,
    /// Units.
    Units,
}

impl Layout {
    /// The layout that a row gives; `None` when it is no header: that names people and something beside them, or units with their
    /// codes or with what they belong to.
    pub fn of(cells: &[String]) -> Option<Self> {
        let known = cells.iter().filter(|cell| read(cell).is_some()).count();
        let layout = (known >= 2).then(|| Self::take(cells))?;
        layout.kind().map(|_| layout)
    }

    /// What a list with this header is of.
    pub fn kind(&self) -> Option<Kind> {
        let has = |fields: &[Field]| fields.iter().any(|field| self.place(*field).is_some());
        if has(&[Field::Name]) {
            has(&[Field::Number, Field::Unit, Field::UnitCode, Field::Office, Field::Phone]).then_some(Kind::People)
        } else {
            let is_units = has(&[Field::Unit]) && has(&[Field::UnitCode, Field::Parent, Field::ParentCode]) && !has(&[Field::Number]);
            is_units.then_some(Kind::Units)
        }
    }

    /// This layout with the second row of its header: a row of names that this one has no column for.
    pub fn with_second_row(&self, cells: &[String], reached: &[usize]) -> Option<Self> {
        let own = |n: usize| cells.get(n).filter(|cell| !cell.is_empty() && !reached.contains(&n));
        let mut named = (0..cells.len()).filter_map(own).peekable();
        named.peek()?;
        if !named.all(|cell| read(cell).is_some_and(|(field, _)| field != Field::Serial)) {
            return None;
        }
        let name = |n: usize| own(n).or_else(|| self.names.get(n)).cloned().unwrap_or_default();
        Some(Self::take(&(0..cells.len().max(self.names.len())).map(name).collect::<Vec<_>>()))
    }

    /// Where a field stands.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten()
    }

    /// What stands at a place, when that is read.
    pub fn field(&self, place: usize) -> Option<Field> {
        NAMES.iter().map(|(field, _)| *field).find(|field| self.place(*field) == Some(place))
    }

    /// How a column is told: its letter and its name.
    pub fn column(&self, place: usize) -> String {
        let name = self.names.get(place).map_or("", String::as_str);
        format!("{} {name}", crate::table::name(place)).trim_end().to_owned()
    }

    fn take(cells: &[String]) -> Self {
        let mut layout = Self { names: cells.iter().map(|cell| cell.split_whitespace().collect()).collect(), ..Self::default() };
        let mut best: [Option<(usize, usize)>; FIELDS] = [None; FIELDS];
        let found: Vec<Option<(Field, usize)>> = cells.iter().map(|cell| read(cell)).collect();
        for (place, (field, rank)) in found.iter().enumerate().filter_map(|(place, found)| Some((place, (*found)?))) {
            let best = &mut best[field as usize];
            if best.is_none_or(|(known, _)| rank < known) {
                *best = Some((rank, place));
            }
        }
        layout.places = best.map(|best| best.map(|(_, place)| place));
        layout.settle_units(&found);
        for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let field = found.get(place).copied().flatten().map(|(field, _)| field);
            if layout.field(place).is_none() && field != Some(Field::Serial) {
                let instead = field.and_then(|field| layout.place(layout.instead(field)));
                let name = |place: usize| layout.names.get(place).filter(|name| *name != cell).cloned();
                layout.left_out.push((place, instead.map(|instead| name(instead).unwrap_or_else(|| layout.column(instead)))));
            }
        }
        let number = layout.place(Field::Number).and_then(|place| layout.names.get(place));
        layout.is_id_card = number.is_some_and(|name| name.contains("身份"));
        layout
    }

    /// 部门 beside 单位 is an office in it, and without it the unit itself; beside a code it can't be told whose code that is.
    fn settle_units(&mut self, found: &[Option<(Field, usize)>]) {
        let office = self.place(Field::Office);
        if self.place(Field::Unit).is_none() {
            self.places[Field::Unit as usize] = office;
            self.places[Field::Office as usize] = None;
        } else if self.place(Field::UnitCode).is_some() {
            self.places[Field::Office as usize] = None;
        }
        debug_assert!(found.len() == self.names.len());
    }

    /// The field that is read in the place of one that stands twice.
    fn instead(&self, field: Field) -> Field {
        if field == Field::Office && self.place(Field::Office).is_none() { Field::Unit } else { field }
    }
}

/// What a cell names, and how far behind in the order of names of that field it is.
fn read(text: &str) -> Option<(Field, usize)> {
    if text.is_empty() || text.len() > LONGEST_NAME {
        return None;
    }
    let plain: String = cell::narrow(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let bare = |text: &str| text.chars().filter(|c| !"*:：、/_-()（）[]【】“”\"'".contains(*c)).collect::<String>();
    // 免考（原因） is 免考原因, and 姓名（必填） is 姓名
    find(&bare(&plain)).or_else(|| find(&bare(&without_notes(&plain))))
}

fn find(name: &str) -> Option<(Field, usize)> {
    NAMES.iter().find_map(|(field, names)| names.iter().position(|known| *known == name).map(|rank| (*field, rank)))
}

/// A text without what stands in brackets.
fn without_notes(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' | '（' | '[' | '【' => depth += 1,
                ')' | '）' | ']' | '】' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    fn check(line: &str, kind: Option<Kind>, fields: &[(Field, usize)]) {
        let layout = Layout::of(&cells(line));
        assert_eq!(layout.as_ref().and_then(Layout::kind), kind, "{line}");
        for (field, place) in fields {
            assert_eq!(layout.as_ref().and_then(|layout| layout.place(*field)), Some(*place), "{line}: {field:?}");
        }
    }

    #[test]
    fn a_header_is_known_by_many_names() {
        check(
            "序号|姓 名|单 位|工号（必填）|职务/职级",
            Some(Kind::People),
            &[(Field::Name, 1), (Field::Unit, 2), (Field::Number, 3), (Field::Rank, 4)],
        );
        check("*编号|*姓名|部门|手机号码|免考（原因）", Some(Kind::People), &[(Field::Unit, 2), (Field::Reason, 4)]);
        check("单位|部门|姓名|身份证号|人员编号", Some(Kind::People), &[(Field::Unit, 0), (Field::Office, 1), (Field::Number, 4)]);
        check("单位编码|单位名称|上级单位", Some(Kind::Units), &[(Field::UnitCode, 0), (Field::Unit, 1), (Field::Parent, 2)]);
        for line in ["姓名", "某县领导干部花名册", "单位|人数", "张三|县司法局", "", "题干|答案"] {
            check(line, None, &[]);
        }
    }

    #[test]
    fn a_column_that_is_not_read_is_named() {
        let left_out = |line: &str| Layout::of(&cells(line)).map(|layout| layout.left_out).unwrap_or_default();
        assert_eq!(left_out("编号|姓名|单位|性别"), [(3, None)]);
        assert_eq!(left_out("身份证号|姓名|工号"), [(0, Some("工号".into()))]);
        assert_eq!(left_out("姓名|单位|单位"), [(2, Some("B 单位".into()))]);
        assert_eq!(left_out("单位编码|姓名|单位|科室"), [(3, Some("单位".into()))]);
    }

    #[test]
    fn a_header_may_have_two_rows() {
        let first = Layout::of(&cells("编号|姓名|单位|任职|")).expect("a header");
        let both = first.with_second_row(&cells("编号|姓名|单位|起|止"), &[0, 1, 2]).expect("a second row");
        assert_eq!((both.place(Field::From), both.place(Field::To), both.place(Field::Number)), (Some(3), Some(4), Some(0)));
        assert_eq!(first.with_second_row(&cells("001|张三|县司法局|起|止"), &[]), None);
    }
}
