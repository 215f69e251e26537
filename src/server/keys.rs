//! The server's secrets: files in the data directory that only their owner can read.
//!
//! `root.key` is made once and stays: who a participant is and which paper they get hang on it.
//! `seal-N.key` seals tokens and personal details; the newest seals, every one that is there opens, so a rotation ends no sitting.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// 256 bits that nobody else knows.
pub type Secret = [u8; 32];

/// The secrets of one server.
pub struct Keys {
    /// What never changes.
    pub root: Secret,
    /// By number, the newest last; at least one.
    pub seals: Vec<(u32, Secret)>,
    /// 0 until the data is restored from a backup, then what nobody had before: papers that were asked after the backup, or after one
    /// that was taken of what was restored, must not come again.
    pub epoch: u32,
}

impl Keys {
    /// Reads the keys of a folder; makes the folder and first keys where there are none.
    ///
    /// # Errors
    /// When the folder can't be read or written, a file is no key, others may read it, or the seal keys are gone.
    pub fn open(dir: &Path) -> Result<Self> {
        make_folder(dir)?;
        let root = dir.join("root.key");
        // the root comes last: where it is, there has been a seal key, and what that sealed is out there
        if !root.exists() {
            if numbered(dir)?.is_empty() {
                make(&dir.join("seal-1.key"))?;
            }
            make(&root)?;
        }
        Self::read(dir)
    }

    /// Reads the keys of a folder.
    ///
    /// # Errors
    /// As [`Keys::open`], and when there are none.
    pub fn read(dir: &Path) -> Result<Self> {
        let seals = numbered(dir)?.into_iter().map(|(number, path)| Ok((number, read(&path)?))).collect::<Result<Vec<_>>>()?;
        ensure!(!seals.is_empty(), "`{}` holds no seal key; restore the folder from a backup", dir.display());
        Ok(Self { root: read(&dir.join("root.key"))?, seals, epoch: epoch(dir)? })
    }
}

/// Makes a new key to seal with and gives back its number. A running server takes it up by itself.
///
/// # Errors
/// When the folder holds no keys yet, or can't be written.
pub fn rotate(dir: &Path) -> Result<u32> {
    let newest = numbered(dir)?.last().map(|(number, _)| *number);
    let next = newest.with_context(|| format!("`{}` holds no keys; start the server once", dir.display()))? + 1;
    make(&dir.join(format!("seal-{next}.key")))?;
    Ok(next)
}

/// Notes that the data was restored from a backup.
///
/// # Errors
/// When the folder can't be read or written.
pub fn begin_epoch(dir: &Path) -> Result<()> {
    let mut epoch = [0; 4];
    getrandom::fill(&mut epoch).map_err(|why| anyhow::anyhow!("the system gives no random bytes: {why}"))?;
    let path = dir.join(EPOCH);
    fs::write(&path, format!("{}\n", u32::from_be_bytes(epoch).max(1))).with_context(|| format!("writing `{}`", path.display()))
}

const EPOCH: &str = "epoch";

fn epoch(dir: &Path) -> Result<u32> {
    let path = dir.join(EPOCH);
    if !path.exists() {
        return Ok(0);
    }
    let text = fs::read_to_string(&path).with_context(|| format!("reading `{}`", path.display()))?;
    text.trim().parse().with_context(|| format!("`{}` holds no number", path.display()))
}

/// A secret for one purpose.
#[must_use]
pub fn derive(secret: &Secret, purpose: &[&[u8]]) -> Secret {
    mac(secret, purpose).finalize().into_bytes().into()
}

/// HMAC-SHA256 over parts that can't run into each other: each is preceded by its length.
fn mac(secret: &Secret, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(secret).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac
}

fn numbered(dir: &Path) -> Result<Vec<(u32, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("reading `{}`", dir.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(number) = name.strip_prefix("seal-").and_then(|rest| rest.strip_suffix(".key")).and_then(|n| n.parse().ok()) {
            found.push((number, path));
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Secret> {
    let text = fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))?;
    owner_only(path)?;
    let digits = text.trim().as_bytes();
    let mut secret = Secret::default();
    ensure!(digits.len() == 64, "`{}` is no key: it must hold 64 hexadecimal digits; restore it from a backup", path.display());
    for (byte, pair) in secret.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(pair, 16).with_context(|| format!("`{}` is no key: `{pair}` is not hexadecimal", path.display()))?;
    }
    Ok(secret)
}

/// Makes a key file; one that is there is never written over.
fn make(path: &Path) -> Result<()> {
    let mut secret = Secret::default();
    getrandom::fill(&mut secret).map_err(|why| anyhow::anyhow!("the system gives no random bytes: {why}"))?;
    let mut own = [0; 8];
    getrandom::fill(&mut own).map_err(|why| anyhow::anyhow!("the system gives no random bytes: {why}"))?;
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    // under another name first, so that a crash leaves no half key behind
    // and under one of its own, so that of two that make a key neither writes into what the other links
    let half = path.with_extension(format!("{}-{}.new", std::process::id(), u64::from_be_bytes(own)));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half).with_context(|| format!("writing `{}`", half.display()))?;
    writeln!(file, "{hex}")?;
    file.sync_all()?;
    // a link fails where another process was first
    let linked = fs::hard_link(&half, path).with_context(|| format!("writing `{}`", path.display()));
    fs::remove_file(&half).with_context(|| format!("removing `{}`", half.display()))?;
    linked?;
    keep_name(path)
}

/// What hangs on a key may be on the disk a moment later, and then its name must be, too.
#[cfg(unix)]
fn keep_name(path: &Path) -> Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    fs::File::open(dir).and_then(|dir| dir.sync_all()).with_context(|| format!("writing `{}`", dir.display()))
}

#[cfg(unix)]
fn make_folder(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).with_context(|| format!("making `{}`", dir.display()))
}

#[cfg(unix)]
fn owner_only(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    ensure!(mode & 0o077 == 0, "others may read `{0}` (mode {mode:o}); run: chmod 600 {0}", path.display());
    Ok(())
}

#[cfg(not(unix))]
fn make_folder(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("making `{}`", dir.display()))
}

#[cfg(not(unix))]
fn keep_name(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn owner_only(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_stay() {
        let dir = tempfile::tempdir().expect("a folder");
        let keys = dir.path().join("keys");
        let first = Keys::open(&keys).expect("new keys");
        let again = Keys::open(&keys).expect("the same keys");
        assert_eq!((first.root, &first.seals), (again.root, &again.seals));
        assert_ne!(first.root, first.seals[0].1);
    }

    #[test]
    fn a_rotation_adds_a_key_and_keeps_the_old_ones() {
        let dir = tempfile::tempdir().expect("a folder");
        let before = Keys::open(dir.path()).expect("new keys");
        assert_eq!(rotate(dir.path()).expect("another key"), 2);
        let after = Keys::read(dir.path()).expect("both keys");
        assert_eq!(after.seals[0], before.seals[0]);
        assert_eq!(after.seals.len(), 2);
        assert_eq!(after.root, before.root);
    }

    #[test]
    fn a_folder_that_lost_its_seal_keys_gets_no_new_ones() {
        let dir = tempfile::tempdir().expect("a folder");
        Keys::open(dir.path()).expect("new keys");
        fs::remove_file(dir.path().join("seal-1.key")).expect("gone");
        let refused = Keys::open(dir.path()).err().expect("what it sealed would never open again").to_string();
        assert!(refused.contains("backup"), "{refused}");
        assert!(!dir.path().join("seal-1.key").exists());
    }

    #[test]
    fn a_key_is_never_written_over() {
        let dir = tempfile::tempdir().expect("a folder");
        let before = Keys::open(dir.path()).expect("new keys");
        assert!(make(&dir.path().join("seal-1.key")).is_err());
        assert_eq!(Keys::read(dir.path()).expect("keys").seals, before.seals);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_refused_with_what_to_do() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        let keys = dir.path().join("keys");
        Keys::open(&keys).expect("new keys");
        assert_eq!(fs::metadata(&keys).expect("a folder").permissions().mode() & 0o777, 0o700);
        let root = keys.join("root.key");
        assert_eq!(fs::metadata(&root).expect("a file").permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&root, fs::Permissions::from_mode(0o644)).expect("a change");
        let refused = Keys::open(&keys).err().expect("others may read it").to_string();
        assert!(refused.contains("chmod 600"), "{refused}");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let secret = [7; 32];
        assert_ne!(derive(&secret, &[b"ab", b"c"]), derive(&secret, &[b"a", b"bc"]));
    }
}
