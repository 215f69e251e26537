//! The kit: what a site needs whatever is asked in it, made from `public/` and the four programs, and left where servers take it in.

mod stamp;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use press::{Content, File, Kit, Program};

use crate::run;
use crate::squeeze;
use crate::wasm::build::Built;
use crate::wasm::{self, Names};
use crate::workspace::Workspace;

/// Styles in the order in which a browser reads them.
const STYLES: [&str; 2] = ["tokens.css", "app.css"];
/// Styles that only the member's page has, after the others.
const STUDY: &str = "study.css";
/// The script that stands in the page itself.
const BOOT: &str = "boot.js";
/// The script that makes the site work without a network.
const WORKER: &str = "sw.js";

/// A kit that is up to date.
pub struct Current {
    /// The kit, packed.
    pub kit: Kit,
    /// Whether something in it changed since it was made last.
    pub is_new: bool,
}

/// The folder of the kit.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("kit")
}

/// Makes the kit where something it depends on changed, and takes the one that is there where nothing did.
///
/// # Errors
/// When a file can't be read or written, or one of the tools fails.
pub fn current(workspace: &Workspace, built: &Built) -> Result<Current> {
    let out = folder(workspace);
    let now = stamp::of(workspace, built)?;
    if stamp::is_current(&out, &now)
        && let Ok(kit) = Kit::read(&out)
    {
        println!("· the kit is as it was");
        return Ok(Current { kit, is_new: false });
    }
    stamp::remove(&out);
    let kit = make(&workspace.root.join("public"), built)?;
    kit.write(&out)?;
    stamp::write(&out, &now)?;
    Ok(Current { kit, is_new: true })
}

/// Sees to it that a server can be built: where there is no kit yet, one whose programs do nothing, with no stamp, so that whoever
/// wants a real one makes it. For work in which nobody looks at a page.
///
/// # Errors
/// When it can't be written.
pub fn any(workspace: &Workspace) -> Result<()> {
    let out = folder(workspace);
    if Kit::read(&out).is_ok() {
        return Ok(());
    }
    let hollow = || Program { js: Content::new(&b"//"[..]), wasm: Content::new(&b"\0asm\x01\0\0\0"[..]) };
    let public = workspace.root.join("public");
    let kit = Kit {
        css: squeeze::css::squeeze(&styles(&public)?),
        study: squeeze::css::squeeze(&read(&public.join(STUDY))?),
        boot: script(&public.join(BOOT))?,
        worker: script(&public.join(WORKER))?,
        app: hollow(),
        graded: hollow(),
        organiser: hollow(),
        member: hollow(),
        files: Vec::new(),
    };
    stamp::remove(&out);
    kit.write(&out)
}

fn make(public: &Path, built: &Built) -> Result<Kit> {
    let [app, graded, organiser, member] = run::step("binding and trimming the programs", || {
        let all = [&built.app, &built.graded, &built.organiser, &built.member];
        let [app, graded, organiser, member] = all.map(|built| wasm::program(built, Names::Dropped));
        Ok([app?, graded?, organiser?, member?])
    })?;
    run::step("packing the kit", || {
        let mut files = Vec::new();
        public_files(&mut files, public, public)?;
        let program = |program: wasm::Program| [("program.js", program.js.into_bytes()), ("program.wasm", program.wasm)];
        let programs = [app, graded, organiser, member].into_iter().flat_map(program);
        let named = |(name, bytes): (&str, Vec<u8>)| File { address: name.to_owned(), content: Content::new(bytes) };
        // the programs go first: they take longest
        let mut all: Vec<File> = programs.map(named).chain(files).collect();
        press::pack_all(&mut all);

        let mut all = all.into_iter();
        let mut part = || all.next().map(|file| file.content).unwrap_or_default();
        let [app, graded, organiser, member] = std::array::from_fn(|_| Program { js: part(), wasm: part() });
        Ok(Kit {
            css: squeeze::css::squeeze(&styles(public)?),
            study: squeeze::css::squeeze(&read(&public.join(STUDY))?),
            boot: script(&public.join(BOOT))?,
            worker: script(&public.join(WORKER))?,
            app,
            graded,
            organiser,
            member,
            files: all.collect(),
        })
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

/// What the site gives out as it is: all but the styles and scripts that are made into something else.
fn public_files(files: &mut Vec<File>, public: &Path, dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            public_files(files, public, &path)?;
            continue;
        }
        let address = press::library::address(path.strip_prefix(public)?);
        if !STYLES.contains(&address.as_str()) && address != STUDY && address != BOOT && address != WORKER {
            files.push(File { address, content: Content::new(fs::read(&path)?) });
        }
    }
    files.sort_by(|a, b| a.address.cmp(&b.address));
    Ok(())
}
