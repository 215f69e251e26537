//! A kit's folder: what the build leaves for the server, part by part.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::Kit;
use crate::library::address;

impl Kit {
    /// Reads the folder that [`Kit::write`] wrote.
    ///
    /// # Errors
    /// When it can't be read or holds no whole kit.
    pub fn read(dir: &Path) -> Result<Self> {
        let named = || format!("reading the kit in `{}`", dir.display());
        let mut files = BTreeMap::new();
        read_into(&mut files, dir, dir).with_context(named)?;
        Self::of(files.into_iter().map(|(name, bytes)| (name, bytes.into()))).with_context(named)
    }

    /// Writes a folder of its own. A file that is the same stays untouched, so that a server which holds it need not be built anew.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn write(&self, dir: &Path) -> Result<()> {
        let mut old = BTreeMap::new();
        if dir.exists() {
            read_into(&mut old, dir, dir).with_context(|| format!("reading {}", dir.display()))?;
        }
        for (name, bytes) in self.parts() {
            let path = dir.join(&name);
            let same = old.remove(&name).is_some_and(|was| was == bytes);
            if same {
                continue;
            }
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
            }
            fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        }
        for name in old.into_keys() {
            let path = dir.join(name);
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
        Ok(())
    }
}

fn read_into(files: &mut BTreeMap<String, Vec<u8>>, root: &Path, dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            read_into(files, root, &path)?;
        } else {
            files.insert(address(path.strip_prefix(root)?), fs::read(&path)?);
        }
    }
    Ok(())
}
