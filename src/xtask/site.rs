//! The static site: everything that needs no server, as files.

mod files;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use press::{Kit, library};

use crate::run;
use crate::sizes::{Size, Sizes};

/// What a site is made from and where it goes.
pub struct Plan {
    /// The folder with banks and campaigns.
    pub questions: PathBuf,
    /// The folder to write; what an earlier build left there goes.
    pub out: PathBuf,
}

/// What came of it.
pub struct Report {
    /// How large each part is.
    pub sizes: Sizes,
    /// What could not be taken of the questions.
    pub issues: Vec<domain::Issue>,
    /// The campaigns that need a server, by id.
    pub left_out: Vec<String>,
}

/// Writes the site of a folder of questions.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(plan: &Plan, kit: &Kit) -> Result<Report> {
    run::step("packing the site", || {
        let (library, issues) = library::read(&plan.questions)?;
        let (library, left_out) = library::without_server(library);
        let mut site = press::site(kit, &library, None);
        press::pack_all(&mut site.files);
        files::write(&plan.out, &site.files)?;

        let size = |address: &str| {
            let file = site.files.iter().find(|file| file.address == address);
            file.map(|file| Size::of(&file.content)).with_context(|| format!("the site has no {address}"))
        };
        let mut sizes = Sizes::of(kit);
        for visit in &site.visits {
            let pages = std::iter::once(&visit.page).chain(&visit.data);
            let pages = pages.map(|address| Ok((address.clone(), size(address)?))).collect::<Result<Vec<_>>>()?;
            let program = size(&visit.program.js)? + size(&visit.program.wasm)?;
            sizes.visits.push((visit.page.clone(), pages.iter().map(|(_, size)| *size).sum::<Size>() + program));
            sizes.pages.extend(pages);
        }
        Ok(Report { sizes, issues, left_out })
    })
}
