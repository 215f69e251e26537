//! The token: whatever comes, it opens as what was sealed or not at all.

use domain::Moment;
use server::seal::{Purpose, Sealer, Token};
use server::store::Key;

fn token() -> Token {
    Token {
        sitting: Key([1; 16]),
        participant: Key([2; 16]),
        device: Key([3; 16]),
        nth: 4,
        seed: 5,
        edition: 6,
        started: Moment(7),
        limit_ms: None,
        due: Moment(8),
        accepted_until: Moment(9),
        campaign: "demo".into(),
        round: "1".into(),
        region: "某市/某旗".into(),
        unit: "一中".into(),
        channel: "海报".into(),
        detail: vec![8; 40],
    }
}

#[test]
fn a_token_opens_as_it_was_sealed_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = Sealer::open(folder.path()).expect("keys");
    let sealed = token().seal(&sealer);
    super::check(&[sealed.clone().into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(opened) = Token::open(&sealer, &text) {
            assert_eq!((opened, text.as_ref()), (token(), sealed.as_str()));
        }
    });
}

#[test]
fn what_was_sealed_here_and_is_no_token_is_refused() {
    use base64::Engine as _;
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = Sealer::open(folder.path()).expect("keys");
    super::check(&[vec![0; 100], vec![1; 300]], |plain| {
        let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sealer.seal(Purpose::Token, plain));
        if let Ok(opened) = Token::open(&sealer, &text) {
            assert_eq!(Token::open(&sealer, &opened.seal(&sealer)), Ok(opened));
        }
    });
}
