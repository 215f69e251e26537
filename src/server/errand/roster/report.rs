//! A list and what it would do, for people and for programs. No name and no number of anyone is in it but masked: a row says who is
//! meant to whoever has the file.

use std::collections::BTreeMap;

use domain::Roster;
use domain::roster::{Field, What};
use formats::roster::{List, Place, Problem, Sheet, Weight};
use serde_json::{Value, json};

use super::preview::{Outcome, Preview};
use crate::command::Lang;
use crate::errand::counted as words;
use crate::errand::table::table;

/// So many lines of a kind are shown to people.
const MOST_TOLD: usize = 200;

/// What was read of each sheet.
pub fn sheets(list: &List, lang: Lang) -> String {
    let headings = match lang {
        Lang::En => ["File", "Sheet", "People", "Units", "faults", "to look at"],
        Lang::Zh => ["文件", "工作表", "人员", "单位", "有问题", "要看"],
    };
    let row = |(n, sheet): (usize, &Sheet)| {
        let count = |weight: Weight| {
            let is_one = |problem: &&Problem| problem.place.sheet == *sheet && problem.what.weight() == weight;
            list.problems.iter().filter(is_one).count().to_string()
        };
        let people = list.people.iter().filter(|person| person.sheet == n).count().to_string();
        let units = list.listed.iter().filter(|listed| listed.sheet == n).count().to_string();
        vec![sheet.file.clone(), sheet.title.clone(), people, units, count(Weight::Fault), count(Weight::Look)]
    };
    table(&headings, &[2, 3, 4, 5], &list.sheets.iter().enumerate().map(row).collect::<Vec<_>>())
}

/// How many people and units there are, and how many rows have faults.
pub fn counts(found: &Preview, lang: Lang) -> String {
    let totals = found.totals;
    let (people, units) = (totals.people, words(lang, totals.units as u64, "unit", "个单位"));
    let mut text = lang.pick(
        format!("people: {people}, exempt: {}, in {units}\n", totals.exempt),
        format!("人员 {people} 人，其中免考 {} 人；{units}\n", totals.exempt),
    );
    if found.faulty > 0 {
        text += &lang.pick(
            format!("{} with faults were not read; mend them in the file\n", words(lang, found.faulty as u64, "row", "")),
            format!("有 {} 行因有问题没有读，请在文件里改正\n", found.faulty),
        );
    }
    text
}

/// Every problem by its row, the faults first.
pub fn problems(problems: &[Problem], lang: Lang) -> String {
    let mut text = String::new();
    for weight in [Weight::Fault, Weight::Look, Weight::Note] {
        let told: Vec<&Problem> = problems.iter().filter(|problem| problem.what.weight() == weight).collect();
        if told.is_empty() {
            continue;
        }
        text += match weight {
            Weight::Fault => lang.pick("to mend:\n", "要改正：\n"),
            Weight::Look => lang.pick("to look at:\n", "请看一看：\n"),
            Weight::Note => lang.pick("for your information:\n", "说明：\n"),
        };
        let line = |problem: &&Problem| {
            let says = lang.pick(problem.what.en(), problem.what.zh());
            format!("  {}: {says} [{}]\n", shown(&problem.place, lang), problem.what.word())
        };
        text.extend(told.iter().take(MOST_TOLD).map(line));
        text += &more(told.len(), lang);
    }
    text
}

/// What would become of each row and of the units.
pub fn changes(found: &Preview, present: &Roster, lang: Lang) -> String {
    let mut text = String::new();
    let headed = |kind: &str, count: usize| format!("{}: {count}\n", word(kind, lang));
    for kind in KINDS {
        let rows: Vec<&Outcome> = found.rows.iter().filter(|row| of(&row.change.what) == kind).collect();
        if rows.is_empty() {
            continue;
        }
        text += &headed(kind, rows.len());
        match kind {
            "unchanged" => {}
            "new" | "back" => text += &ranges(&rows, lang),
            _ => {
                text.extend(rows.iter().take(MOST_TOLD).map(|row| format!("  {}\n", line(row, found, present, lang))));
                text += &more(rows.len(), lang);
            }
        }
    }
    if found.keeps_all {
        text += lang.pick(
            "nobody is taken to have left, for a row with a fault may name them\n",
            "有的行没有读，可能正是缺的人，所以没有把任何人当作离开\n",
        );
    }
    let (new, other) = (&found.new_units, &found.changed_units);
    if !new.is_empty() {
        text += &lang.pick(format!("new units: {}\n", new.len()), format!("新单位：{} 个\n", new.len()));
        text.extend(new.iter().take(MOST_TOLD).map(|(_, path)| format!("  {path}\n")));
        text += &more(new.len(), lang);
    }
    if !other.is_empty() {
        text += &lang.pick(format!("changed units: {}\n", other.len()), format!("有变动的单位：{} 个\n", other.len()));
        text.extend(other.iter().take(MOST_TOLD).map(|(_, before, after)| format!("  {before} → {after}\n")));
        text += &more(other.len(), lang);
    }
    text
}

/// The counts as one object.
pub fn counted(found: &Preview) -> Value {
    let totals = found.totals;
    json!({ "people": totals.people, "units": totals.units, "exempt": totals.exempt, "faulty": found.faulty })
}

/// Every problem, as a list.
pub fn listed(problems: &[Problem], lang: Lang) -> Value {
    let one = |Problem { place, what }: &Problem| {
        json!({
            "file": place.sheet.file,
            "sheet": place.sheet.title,
            "row": place.row,
            "column": place.column,
            "weight": what.weight().word(),
            "code": what.word(),
            "text": lang.pick(what.en(), what.zh()),
        })
    };
    problems.iter().map(one).collect()
}

/// What would become of everyone whom the list changes, and of the units; with the counts.
pub fn json(found: &Preview, present: &Roster, lang: Lang) -> Value {
    let mut value = counted(found);
    for kind in KINDS {
        value[kind] = json!(found.rows.iter().filter(|row| of(&row.change.what) == kind).count());
    }
    let row = |row: &Outcome| {
        let place = row.place.clone().unwrap_or_default();
        let mut one = json!({ "what": of(&row.change.what) });
        if row.place.is_some() {
            one["file"] = json!(place.sheet.file);
            one["sheet"] = json!(place.sheet.title);
            one["row"] = json!(place.row);
        } else {
            one["who"] = json!(masked(present, &row.change.number));
        }
        if let What::Moved { from, to, .. } = &row.change.what {
            (one["from"], one["to"]) = (json!(from), json!(to));
        }
        if let What::Moved { fields, .. } | What::Changed(fields) = &row.change.what {
            one["fields"] = fields.iter().map(|field| json!(self::field(*field, Lang::En))).collect();
        }
        one
    };
    value["rows"] = found.rows.iter().filter(|row| row.change.what != What::Unchanged).map(row).collect();
    value["new_units"] = found.new_units.iter().map(|(code, path)| json!({ "code": code, "path": path })).collect();
    let changed = |(code, before, after): &(String, String, String)| json!({ "code": code, "before": before, "after": after });
    value["changed_units"] = found.changed_units.iter().map(changed).collect();
    value["nobody_leaves"] = json!(found.keeps_all);
    value["can_be_taken"] = json!(found.next.is_some());
    value["problems"] = listed(&found.problems, lang);
    value
}

const KINDS: [&str; 7] = ["new", "back", "moved", "changed", "left", "refused", "unchanged"];

fn of(what: &What) -> &'static str {
    match what {
        What::New => "new",
        What::Back => "back",
        What::Moved { .. } => "moved",
        What::Changed(_) => "changed",
        What::Unchanged => "unchanged",
        What::Left => "left",
        What::Refused(_) => "refused",
    }
}

fn word(kind: &str, lang: Lang) -> &str {
    let zh = match kind {
        "new" => "新增",
        "back" => "重新加入",
        "moved" => "调动",
        "changed" => "有变动",
        "left" => "离开",
        "refused" => "没有接受",
        _ => "没有变化",
    };
    lang.pick(kind, zh)
}

fn field(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Name => lang.pick("name", "姓名"),
        Field::Phone => lang.pick("phone", "手机"),
        Field::Rank => lang.pick("rank", "职级"),
        Field::Exempt => lang.pick("exempt", "免考"),
        Field::From => lang.pick("from", "开始日期"),
        Field::To => lang.pick("to", "结束日期"),
    }
}

fn line(row: &Outcome, found: &Preview, present: &Roster, lang: Lang) -> String {
    let at = row.place.as_ref().map_or_else(|| masked(present, &row.change.number), |place| shown(place, lang));
    let fields = |fields: &[Field]| fields.iter().map(|field| self::field(*field, lang)).collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let path = |code: &String| {
        let units = found.next.as_ref().map_or(&present.units, |next| &next.units);
        Some(units.path(code)).filter(|path| !path.is_empty()).unwrap_or_else(|| code.clone())
    };
    match &row.change.what {
        What::Moved { from, to, fields: more } if more.is_empty() => format!("{at}: {} → {}", path(from), path(to)),
        What::Moved { from, to, fields: more } => format!("{at}: {} → {} ({})", path(from), path(to), fields(more)),
        What::Changed(more) => format!("{at}: {}", fields(more)),
        _ => at,
    }
}

/// Who is meant where no row says it: 张**, 00****12, and the unit they were in last.
fn masked(present: &Roster, number: &str) -> String {
    let hidden = |text: &str, ends: usize| {
        let letters: Vec<char> = text.chars().collect();
        let (first, last) = (letters.iter().take(ends), letters.iter().skip(letters.len().saturating_sub(ends)));
        if letters.len() < ends * 4 { "****".to_owned() } else { first.chain(&['*'; 4]).chain(last).collect::<String>() }
    };
    let Some(member) = present.member(number) else { return hidden(number, 2) };
    let unit = member.spells().last().map(|spell| present.units.path(&spell.unit)).unwrap_or_default();
    format!("{} {} {unit}", domain::name::masked(&member.name), hidden(number, 2))
}

/// Where something stands: `a.xlsx Sheet1 row 5 C 手机`.
fn shown(Place { sheet: Sheet { file, title }, row, column }: &Place, lang: Lang) -> String {
    let row = if *row == 0 { String::new() } else { lang.pick(format!("row {row}"), format!("第 {row} 行")) };
    let parts = [file, title, &row, column];
    parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect::<Vec<_>>().join(" ")
}

/// Rows that follow each other as 2–18, by sheet.
fn ranges(rows: &[&Outcome], lang: Lang) -> String {
    let mut sheets: BTreeMap<&Sheet, Vec<(usize, usize)>> = BTreeMap::new();
    for place in rows.iter().filter_map(|row| row.place.as_ref()) {
        let ranges = sheets.entry(&place.sheet).or_default();
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == place.row => *last = place.row,
            _ => ranges.push((place.row, place.row)),
        }
    }
    let mut text = String::new();
    for (Sheet { file, title }, ranges) in sheets {
        let one = |(first, last): &(usize, usize)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        let listed: Vec<String> = ranges.iter().take(MOST_TOLD).map(one).collect();
        let listed = listed.join(lang.pick(", ", "、"));
        let sheet = [file.as_str(), title].join(" ");
        text += &lang.pick(format!("  {}, rows {listed}\n", sheet.trim()), format!("  {}，第 {listed} 行\n", sheet.trim()));
        text += &more(ranges.len(), lang);
    }
    text
}

/// That there are more lines than are shown.
fn more(count: usize, lang: Lang) -> String {
    match count.checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        Some(more) => lang.pick(format!("  {more} more; `--json` tells all\n"), format!("  另有 {more} 处，加 --json 看全部\n")),
        None => String::new(),
    }
}
