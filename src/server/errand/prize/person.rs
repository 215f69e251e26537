//! Who a winner is, as far as they said: opened from what was sealed, and masked wherever more than one is shown.

use domain::campaign::FieldKind;
use domain::name;

use crate::hall::mask;
use crate::outcome::Failure;
use crate::seal::{Purpose, Sealer};

/// What a winner left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub number: Option<String>,
}

impl Person {
    /// Opens what was sealed: a field and its answer a line, parted by a tab.
    pub fn unseal(sealer: &Sealer, sealed: &[u8]) -> Result<Self, Failure> {
        let opened = sealer.unseal(Purpose::Detail, sealed).ok().and_then(|plain| String::from_utf8(plain).ok());
        let lines = opened.ok_or_else(|| {
            Failure::of(
                "foreign-detail",
                "the details of a winner do not open with the keys that are here; restore the folder `keys` from a backup",
                "中奖者的信息用现有密钥打不开；请从备份恢复 `keys` 目录",
            )
        })?;
        let answer = |kind: FieldKind| {
            let line = lines.lines().find_map(|line| line.strip_prefix(kind.word())?.strip_prefix('\t'));
            line.filter(|answer| !answer.is_empty()).map(str::to_owned)
        };
        Ok(Self { name: answer(FieldKind::Name), phone: answer(FieldKind::Phone), number: answer(FieldKind::Number) })
    }

    /// With what another time brought where nothing is here.
    pub fn or(self, other: Self) -> Self {
        Self { name: self.name.or(other.name), phone: self.phone.or(other.phone), number: self.number.or(other.number) }
    }

    /// As it may be listed: 王**, 138****6021; other numbers not at all.
    pub fn masked(self) -> Self {
        Self { name: self.name.as_deref().map(name::masked), phone: self.phone.as_deref().map(mask), number: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_shows_neither_name_nor_number() {
        let dir = tempfile::tempdir().expect("a folder");
        let sealer = Sealer::open(dir.path()).expect("keys");
        let sealed = sealer.seal(Purpose::Detail, "name\t王小明\nphone\t13800006021\nnumber\tA17\n".as_bytes());
        let person = Person::unseal(&sealer, &sealed).expect("details");
        assert_eq!(person.phone.as_deref(), Some("13800006021"));
        let masked = person.masked();
        assert_eq!(masked, Person { name: Some("王**".into()), phone: Some("138****6021".into()), number: None });
    }
}
