//! Copies that only their owner can read, and that are on the disk when they are done.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

/// Makes a folder for the owner alone; one that is there stays as it is.
pub fn make_folder(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).with_context(|| format!("making `{}`", dir.display()))
}

/// Takes a file that others made from everyone but the owner.
pub fn owner_only(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).with_context(|| format!("closing `{}` to others", path.display()))?;
    }
    File::open(path).and_then(|file| file.sync_all()).with_context(|| format!("writing `{}`", path.display()))
}

/// Copies a file; says how many bytes there are.
pub fn file(from: &Path, to: &Path) -> Result<u64> {
    let copied = || -> io::Result<u64> {
        let mut new = create(to)?;
        let bytes = io::copy(&mut File::open(from)?, &mut new)?;
        new.sync_all()?;
        Ok(bytes)
    };
    copied().with_context(|| format!("copying `{}` to `{}`", from.display(), to.display()))
}

/// Writes a small file.
pub fn write(to: &Path, bytes: &[u8]) -> Result<()> {
    let written = || -> io::Result<()> {
        let mut new = create(to)?;
        new.write_all(bytes)?;
        new.sync_all()
    };
    written().with_context(|| format!("writing `{}`", to.display()))
}

/// Copies the keys of a folder, and says how many; halves of keys that a crash left are no keys.
pub fn folder(from: &Path, to: &Path) -> Result<usize> {
    make_folder(to)?;
    let mut count = 0;
    for entry in fs::read_dir(from).with_context(|| format!("reading `{}`", from.display()))? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|end| end == "key")) else { continue };
        file(&path, &to.join(name))?;
        count += 1;
    }
    Ok(count)
}

/// The hash of a file, in hex.
pub fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| format!("reading `{}`", path.display()))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).with_context(|| format!("reading `{}`", path.display()))?;
        if read == 0 {
            return Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hasher.update(&buffer[..read]);
    }
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
