//! Reading JSON that somebody else has parsed: a browser on a phone, serde in tests.

use crate::sheet::Damaged;

/// One value of a JSON document.
pub trait Node: Sized {
    /// The member of that name; `None` when there is none or it is null.
    fn get(&self, name: &str) -> Option<Self>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A whole number.
    fn whole(&self) -> Option<i64>;
    /// True or false.
    fn truth(&self) -> Option<bool>;
    /// The values of a list.
    fn items(&self) -> Option<Vec<Self>>;
}

/// The text of a member that must be there.
pub fn text<N: Node>(node: &N, name: &str) -> Result<String, Damaged> {
    node.get(name).and_then(|node| node.text()).ok_or(Damaged)
}

/// The text of a member that may be missing.
pub fn text_or_none<N: Node>(node: &N, name: &str) -> Option<String> {
    node.get(name).and_then(|node| node.text())
}

/// The number of a member that must be there.
pub fn whole<N: Node, T: TryFrom<i64>>(node: &N, name: &str) -> Result<T, Damaged> {
    whole_or_none(node, name).ok_or(Damaged)
}

/// The number of a member that may be missing.
pub fn whole_or_none<N: Node, T: TryFrom<i64>>(node: &N, name: &str) -> Option<T> {
    node.get(name).and_then(|node| node.whole()).and_then(|n| T::try_from(n).ok())
}

/// The truth of a member that must be there.
pub fn truth<N: Node>(node: &N, name: &str) -> Result<bool, Damaged> {
    node.get(name).and_then(|node| node.truth()).ok_or(Damaged)
}

/// The values of a list that must be there, each read by `read`.
pub fn list<N: Node, T>(node: &N, name: &str, read: impl Fn(&N) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
    let items = node.get(name).and_then(|node| node.items()).ok_or(Damaged)?;
    // a loop, for what collects results is compiled anew for each type: half a KiB each
    let mut values = Vec::with_capacity(items.len());
    for item in &items {
        values.push(read(item)?);
    }
    Ok(values)
}

/// The texts of a list that must be there.
pub fn texts<N: Node>(node: &N, name: &str) -> Result<Vec<String>, Damaged> {
    list(node, name, |node| node.text().ok_or(Damaged))
}

/// The places of a list that must be there.
pub fn places<N: Node>(node: &N, name: &str) -> Result<Vec<u8>, Damaged> {
    list(node, name, |node| node.whole().and_then(|n| u8::try_from(n).ok()).ok_or(Damaged))
}
