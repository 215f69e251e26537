//! What a list would do to a roster: everything that can be known before anything is written.

use domain::Roster;
use domain::moment::Day;
use domain::name::masked;
use domain::roster::{Change, Covers, Refusal, Renamed, Units, What};
use formats::roster::{Code, List, Person, Place, Problem, Weight, What as Told};

/// How a list is to be taken.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Whom it would name if they were there.
    pub covers: Covers,
    /// Whose name may change.
    pub renamed: Renamed,
    /// From which day on what it says holds.
    pub on: Day,
    /// Whether it may be taken without the rows that have faults; what is wrong with a whole file or sheet can't be left out like that.
    pub is_without_faulty: bool,
    /// Whether names are told whole.
    pub tells_names: bool,
}

/// What a list would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The roster with the list taken in; `None` when faults forbid it.
    pub next: Option<Roster>,
    /// What becomes of each row, and of those who leave.
    pub rows: Vec<Outcome>,
    /// The codes of units that were not known, with their paths.
    pub new_units: Vec<(String, String)>,
    /// The codes of units that are called otherwise now or belong elsewhere, with their paths before and after.
    pub changed_units: Vec<(String, String, String)>,
    /// People, units and who is exempt on the day, in the roster as it would be.
    pub totals: Totals,
    /// Everything that is to be told, by file, sheet and row.
    pub problems: Vec<Problem>,
    /// How many rows, or files as a whole, have faults.
    pub faulty: usize,
    /// Whether a file or a sheet was not read, or not to its end: then nothing is taken, with or without its rows.
    pub is_unread: bool,
    /// Whether nobody is taken to have left, though the list covers more than it names: it may be a faulty row that names them.
    pub keeps_all: bool,
}

/// What becomes of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Where the row stands; `None` for who leaves.
    pub place: Option<Place>,
    /// What, with the number of the member.
    pub change: Change,
}

/// How many there would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows that can be taken.
    pub people: usize,
    /// Units of the roster.
    pub units: usize,
    /// Of the people in the list, who is exempt.
    pub exempt: usize,
}

/// Looks what a list would do. Faults of its units, and what the roster refuses, are told beside those of its rows.
#[must_use]
pub fn preview(present: &Roster, list: &List, wanted: &Wanted) -> Preview {
    let (units, told) = list.units(&present.units);
    let mut problems = list.problems.clone();
    let mut faulty = list.faulty();
    faulty += told.len();
    problems.extend(told);
    let keeps_all = faulty > 0 && wanted.covers != Covers::Named;
    let covers = if keeps_all { Covers::Named } else { wanted.covers.clone() };
    let mut before = present.clone();
    before.units = units;
    let mut import = list.import(covers);
    import.renamed = wanted.renamed.clone();
    let (mut next, mut changes) = before.apply(&import, wanted.on);
    let refused = changes.iter().filter(|change| matches!(change.what, What::Refused(_))).count();
    let keeps_all = keeps_all || refused > 0 && wanted.covers != Covers::Named;
    if keeps_all && import.covers != Covers::Named {
        import.covers = Covers::Named;
        (next, changes) = before.apply(&import, wanted.on);
    }
    let mut rows = Vec::with_capacity(changes.len());
    for (n, change) in changes.into_iter().enumerate() {
        let place = (n < list.people.len()).then(|| list.place_of(n));
        if let (What::Refused(why), Some(place)) = (&change.what, &place) {
            let about = match why {
                Refusal::OtherName => other_name(present, list, n, wanted.tells_names),
                _ => String::new(),
            };
            problems.push(Problem { place: place.clone(), what: Told::Row(code(*why), about) });
        }
        rows.push(Outcome { place, change });
    }
    problems.extend(other_units(&next, list));
    faulty += refused;
    let is_fault = |problem: &Problem| problem.what.weight() == Weight::Fault;
    debug_assert!(faulty > 0 || !problems.iter().any(is_fault));
    let totals = Totals {
        people: list.people.len() - refused,
        units: next.units.iter().count(),
        exempt: list.people.iter().filter(|person| person.row.exempt.as_ref().is_some_and(|reason| !reason.is_empty())).count(),
    };
    Preview {
        new_units: new_units(&present.units, &next.units),
        changed_units: changed_units(&present.units, &next.units),
        next: (faulty == 0 || wanted.is_without_faulty && !list.is_unread()).then_some(next),
        is_unread: list.is_unread(),
        rows,
        totals,
        problems,
        faulty,
        keeps_all,
    }
}

/// How a refusal of the roster is told.
fn code(why: Refusal) -> Code {
    match why {
        Refusal::NoNumber => Code::NoNumber,
        Refusal::NoName => Code::NoName,
        Refusal::Twice => Code::Twice,
        Refusal::NoUnit => Code::NoUnit,
        Refusal::SeveralUnits => Code::SeveralUnits,
        Refusal::EndsBeforeItBegins => Code::Ends,
        Refusal::OtherName => Code::OtherName,
    }
}

/// Rows whose unit has the code of one and the name of another.
fn other_units(next: &Roster, list: &List) -> Vec<Problem> {
    let problem = |(n, person): (usize, &Person)| {
        let unit = next.units.contradicted(&person.row.unit)?;
        let about = format!("{} ≠ {}", unit.name, person.row.unit.name);
        Some(Problem { place: list.place_of(n), what: Told::Row(Code::OtherUnit, about) })
    };
    list.people.iter().enumerate().filter_map(problem).collect()
}

/// The name that is known and the one of a row, both masked unless they are to be told whole.
fn other_name(present: &Roster, list: &List, person: usize, is_whole: bool) -> String {
    let shown = |name: &str| if is_whole { name.to_owned() } else { masked(name) };
    let Some(row) = list.people.get(person).map(|person| &person.row) else { return String::new() };
    let known = present.numbered(&row.number).map(|member| shown(&member.name)).unwrap_or_default();
    format!("{known} → {}", shown(&row.name))
}

fn new_units(before: &Units, after: &Units) -> Vec<(String, String)> {
    let new = after.outline().into_iter().filter(|(unit, _)| before.get(&unit.code).is_none());
    new.map(|(unit, _)| (unit.code.clone(), after.path(&unit.code))).collect()
}

fn changed_units(before: &Units, after: &Units) -> Vec<(String, String, String)> {
    let known = after.outline().into_iter().filter(|(unit, _)| before.get(&unit.code).is_some_and(|known| known != *unit));
    known.map(|(unit, _)| (unit.code.clone(), before.path(&unit.code), after.path(&unit.code))).collect()
}
