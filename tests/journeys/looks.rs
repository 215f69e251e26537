//! How a screen looks in every dress, with a picture of it where one is wanted (`PUFA_SHOTS=DIR`).

use std::fs;

use anyhow::{Result, ensure};
use e2e::{Page, Scheme, Size, shots};
use serde_json::Value;

/// What was found so far.
#[derive(Default)]
pub struct Looks(Vec<String>);

impl Looks {
    /// Looks at a screen in each type size, by day and by night.
    pub async fn at(&mut self, name: &str, page: &Page) -> Result<()> {
        for size in Size::ALL {
            for scheme in Scheme::ALL {
                page.dress(size, scheme).await?;
                let found = page.faults().await?;
                let is_wide: bool =
                    page.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth", Value::Null).await?;
                if is_wide {
                    self.0.push(format!("{name} {size:?} {scheme:?}: wider than the window"));
                }
                self.0.extend(found.into_iter().map(|fault| format!("{name} {size:?} {scheme:?}: {fault}")));
                photograph(name, size, scheme, page).await?;
            }
        }
        page.dress(Size::Standard, Scheme::Light).await
    }

    /// All was looked at.
    pub fn close(self) -> Result<()> {
        ensure!(self.0.is_empty(), "{} fault(s):\n{}", self.0.len(), self.0.join("\n"));
        Ok(())
    }
}

async fn photograph(name: &str, size: Size, scheme: Scheme, page: &Page) -> Result<()> {
    let Some(folder) = shots().filter(|_| size != Size::Large) else { return Ok(()) };
    fs::create_dir_all(&folder)?;
    let size = if size == Size::Standard { "standard" } else { size.word() };
    let name = format!("{name}-{size}-{}", scheme.word());
    fs::write(folder.join(format!("{name}.png")), page.picture(false).await?)?;
    fs::write(folder.join(format!("{name}-whole.png")), page.picture(true).await?)?;
    Ok(())
}
