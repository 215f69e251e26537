//! A question as fields of a row, the same in bank data and in kept sittings.

use crate::sheet::{Damaged, Row, RowWriter};
use domain::question::JUDGE_CHOICES;
use domain::{ChoiceSet, Citation, Kind, Question};

pub fn write(row: &mut RowWriter<'_>, question: &Question) {
    let kind = Kind::ALL.iter().position(|kind| *kind == question.kind).unwrap_or_default();
    let basis: Vec<String> = question.basis.iter().map(ToString::to_string).collect();
    row.text(&question.id).number(kind as i64).number(question.level).number(question.key.bits());
    row.text(&question.stem).text(&question.explain).list(&basis);
    if question.kind != Kind::Judge {
        row.list(&question.choices);
    }
}

pub fn read(row: &mut Row<'_>) -> Result<Question, Damaged> {
    let id = row.text()?;
    let kind = *Kind::ALL.get(row.narrow::<usize>()?).ok_or(Damaged)?;
    let (level, key) = (row.narrow()?, ChoiceSet::from_bits(row.narrow()?));
    let (stem, explain) = (row.text()?, row.text()?);
    let basis = row.list()?.iter().map(|text| Citation::parse(text).map_err(|_| Damaged)).collect::<Result<_, _>>()?;
    let choices = if kind == Kind::Judge { JUDGE_CHOICES.map(str::to_owned).to_vec() } else { row.list()? };
    Ok(Question { id, kind, stem, choices, key, explain, basis, level })
}
