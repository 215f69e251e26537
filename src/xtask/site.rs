//! The site as static files: pages, program, bank data, icons, each with its packed forms.

mod files;
mod library;
mod offline;
pub mod stamp;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use domain::read::Library;
use domain::{Bank, Campaign};
use paint::Assets;

use crate::run;
use crate::sizes::{Size, Sizes};
use crate::squeeze;
use crate::wasm::build::Built;
use crate::wasm::{self, Names};
use crate::workspace::Workspace;
use files::Files;

pub use library::read as read_library;

/// Styles in the order in which a browser reads them.
const STYLES: [&str; 2] = ["tokens.css", "app.css"];
/// The script that stands in the page itself.
const BOOT: &str = "boot.js";
/// The script that makes the site work without a network.
const OFFLINE: &str = "sw.js";

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
}

/// Makes the site from the programs that cargo built.
///
/// # Errors
/// When a file can't be read or written, or one of the tools fails.
pub fn assemble(workspace: &Workspace, plan: &Plan, built: &Built) -> Result<Report> {
    stamp::remove(plan);
    let (library, issues) = library::read(&plan.questions)?;
    let (app, organiser) = run::step("binding and trimming the programs", || {
        Ok((wasm::program(&built.app, Names::Dropped)?, wasm::program(&built.organiser, Names::Dropped)?))
    })?;
    run::step("packing the site", || {
        let public = workspace.root.join("public");
        let mut files = Files::default();
        let mut sizes = Sizes::default();
        let css = squeeze::css::squeeze(&styles(&public)?);
        let boot = script(&public.join(BOOT))?;
        sizes.program.push(("css, in the page".into(), Size::of(css.as_bytes())?));
        sizes.program.push(("boot script, in the page".into(), Size::of(boot.as_bytes())?));

        let mut add = |name: &str, program: wasm::Program| paint::Program {
            js: files.add_hashed(name, "js", program.js.into_bytes()),
            wasm: files.add_hashed(name, "wasm", program.wasm),
        };
        let (app, organiser) = (add("app", app), add("organiser", organiser));
        let paint::Program { js, wasm } = app.clone();
        let later = organiser.clone();
        let assets = Assets { css, boot, program: app, organiser, ..Assets::default() };
        let pages = pages(&mut files, &library, &assets);
        public_files(&mut files, &public, &public)?;
        offline::add(&mut files, &public.join(OFFLINE))?;

        let packed = files.write(&plan.out)?;
        let size = |path: &str| packed.get(path).copied().with_context(|| format!("{path} was not written"));
        sizes.program.insert(0, (wasm.clone(), size(&wasm)?));
        sizes.program.insert(1, (js.clone(), size(&js)?));
        for part in [later.wasm, later.js] {
            sizes.later.push((part.clone(), size(&part)?));
        }
        for page in pages {
            sizes.pages.push((page.html.clone(), size(&page.html)?));
            sizes.pages.push((page.data.clone(), size(&page.data)?));
            let parts = [&wasm, &js, &page.html, &page.data].map(|path| size(path));
            sizes.visits.push((page.html, parts.into_iter().sum::<Result<Size>>()?));
        }
        Ok(Report { sizes, issues })
    })
}

fn styles(public: &Path) -> Result<String> {
    STYLES.iter().map(|name| read(&public.join(name))).collect()
}

fn script(path: &Path) -> Result<String> {
    squeeze::js::squeeze(&read(path)?).with_context(|| format!("squeezing {}", path.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// The files that one campaign's visitors load beside the program.
struct Page {
    html: String,
    data: String,
}

fn pages(files: &mut Files, library: &Library, assets: &Assets) -> Vec<Page> {
    let Library { banks, campaigns } = library;
    files.add("index.html", paint::index_page(campaigns, assets).into_bytes());
    campaigns.iter().map(|campaign| page(files, campaign, banks, assets)).collect()
}

fn page(files: &mut Files, campaign: &Campaign, banks: &[Bank], assets: &Assets) -> Page {
    let data = files.add_hashed(&campaign.id, "txt", wire::site::pack(campaign, banks).into_bytes());
    let root = "../../";
    let from_here =
        |program: &paint::Program| paint::Program { js: format!("{root}{}", program.js), wasm: format!("{root}{}", program.wasm) };
    let assets = Assets {
        program: from_here(&assets.program),
        organiser: from_here(&assets.organiser),
        data: format!("{root}{data}"),
        root: root.to_owned(),
        ..assets.clone()
    };
    let html = format!("c/{}/index.html", campaign.id);
    files.add(&html, paint::campaign_page(campaign, banks, &assets).into_bytes());
    Page { html, data }
}

/// Copies what the site gives out as it is: all but the styles and scripts that are made into something else.
fn public_files(files: &mut Files, public: &Path, dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            public_files(files, public, &path)?;
            continue;
        }
        let name = files::address(path.strip_prefix(public)?);
        if !STYLES.contains(&name.as_str()) && name != BOOT && name != OFFLINE {
            files.add(&name, fs::read(&path)?);
        }
    }
    Ok(())
}
