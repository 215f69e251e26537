//! What was sent to a server and what it acknowledged: the other side of the books.

use std::collections::HashMap;

use server::store::Key;

use crate::http;
use crate::play::Open;

/// What an answer to a hand-in says that must never change again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Id of the sitting.
    pub sitting: Key,
    /// When it arrived.
    pub at_ms: i64,
    /// Hundredths of a point.
    pub score: i64,
}

/// A hand-in that was sent.
#[derive(Debug)]
pub struct Sent {
    /// What was sent; gone once it was sent again after a kill.
    pub open: Option<Open>,
    /// What was answered; empty when the kill came before the answer.
    pub receipts: Vec<Receipt>,
}

/// Everything that was sent in all rounds.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Sent since the last kill but one.
    pub fresh: Vec<Sent>,
    /// What stands in the rows since: what was acknowledged, and what was not and is there all the same.
    pub settled: HashMap<Key, Settled>,
}

/// A row that is there for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Who handed it in.
    pub participant: Key,
    /// When it arrived.
    pub at_ms: i64,
    /// Hundredths of a point.
    pub score: i64,
}

impl Receipt {
    /// Out of the answer's body.
    pub fn read(body: &[u8]) -> Option<Self> {
        let uuid = std::str::from_utf8(http::text(body, "sitting")?).ok()?;
        let sitting = Key::read(&uuid.replace('-', ""))?;
        Some(Self { sitting, at_ms: http::whole(body, "at_ms")?, score: http::whole(body, "score")? })
    }
}

impl Ledger {
    /// Takes down a hand-in before it is sent; gives back its place.
    pub fn sent(&mut self, open: Open) -> usize {
        self.fresh.push(Sent { open: Some(open), receipts: Vec::new() });
        self.fresh.len() - 1
    }

    /// Takes down what was answered.
    pub fn answered(&mut self, place: usize, receipts: Vec<Receipt>) {
        if let Some(sent) = self.fresh.get_mut(place) {
            sent.receipts = receipts;
        }
    }

    /// What was acknowledged and not yet sent again.
    pub fn acknowledged(&self) -> Vec<(Open, Receipt)> {
        self.fresh.iter().filter_map(|sent| Some((sent.open.clone()?, *sent.receipts.first()?))).collect()
    }

    /// Forgets what was sent, now that the first answers came again.
    pub fn replayed(&mut self) {
        self.fresh.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_what_the_server_writes() {
        let body = br#"{"sitting":"01980000-0000-7000-8000-00000000000a","at_ms":5,"used_ms":1,"late":false,"score":8000,"out_of":10000"#;
        let receipt = Receipt::read(body).expect("a receipt");
        assert_eq!((receipt.sitting.uuid().as_str(), receipt.at_ms, receipt.score), ("01980000-0000-7000-8000-00000000000a", 5, 8000));
        assert_eq!(Receipt::read(br#"{"code":"unavailable"}"#), None);
    }
}
