//! Parts of packed workbooks, and the small things that every XML part is read with.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};
use zip::ZipArchive;

use super::broken;
use crate::{Issue, decode};

/// A packed workbook.
pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The text of a part; `None` when it is not there.
pub fn text(archive: &mut Archive, name: &str) -> Result<Option<String>, Issue> {
    let name = name.trim_start_matches('/');
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    let index = archive.index_for_name(name).or_else(|| names(archive).find(|(_, known)| is_it(known)).map(|(n, _)| n));
    let Some(index) = index else { return Ok(None) };
    let mut bytes = Vec::new();
    archive.by_index(index).map_err(|_| broken(name))?.read_to_end(&mut bytes).map_err(|_| broken(name))?;
    Ok(Some(String::from_utf8(bytes).unwrap_or_else(|wrong| decode::decode(wrong.as_bytes()).text)))
}

/// How many bytes all parts have unpacked.
pub fn weight(archive: &mut Archive) -> usize {
    let sum = (0..archive.len()).filter_map(|n| archive.by_index_raw(n).ok().map(|part| part.size())).fold(0, u64::saturating_add);
    usize::try_from(sum).unwrap_or(usize::MAX)
}

/// The names of all parts, with their places.
pub fn names<'a>(archive: &'a Archive) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
    (0..archive.len()).filter_map(|n| Some((n, archive.name_for_index(n)?.ok()?)))
}

/// The value of an attribute, whatever its prefix is.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// A number in an attribute.
pub fn number(element: &BytesStart, name: &str) -> Option<usize> {
    attribute(element, name)?.trim().parse().ok()
}

/// What `&amp;` or `&#65;` stands for; a name that is not known stays as it is written.
pub fn resolve(reference: &BytesRef) -> String {
    let name = reference.xml10_content();
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_without_their_prefix() {
        let element = BytesStart::from_content("c r:id=\"甲&amp;乙\" n='3'", 1);
        assert_eq!(attribute(&element, "id").as_deref(), Some("甲&乙"));
        assert_eq!((number(&element, "n"), number(&element, "m")), (Some(3), None));
    }
}
