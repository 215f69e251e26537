//! What of a site depends on no question: styles, scripts, programs, icons. It is made once and serves every campaign.

mod folder;
#[cfg(test)]
pub mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use crate::content::{Content, File};
use crate::offline;

/// The style sheet, inlined into every page.
const CSS: &str = "app.css";
/// The style sheet of the member's screens, inlined into their page alone.
const STUDY: &str = "study.css";
/// The boot script, inlined into every page.
const BOOT: &str = "boot.js";
/// The service worker, not yet told which files there are.
const WORKER: &str = "sw.js";
/// The programs: the citizen's two, the organiser's and the member's.
const PROGRAMS: [&str; 4] = ["app", "graded", "organiser", "member"];
/// Before the names of files that are given out as they are.
const PUBLIC: &str = "public/";
/// After the name of a part, for its packed forms.
const BROTLI: &str = ".br";
const GZIP: &str = ".gz";

/// Parts by name.
type Parts = BTreeMap<String, Cow<'static, [u8]>>;

/// A kit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kit {
    /// The squeezed style sheet.
    pub css: String,
    /// The squeezed style sheet that the member's page has besides.
    pub study: String,
    /// The squeezed boot script.
    pub boot: String,
    /// The squeezed service worker with places for the list of files and the version.
    pub worker: String,
    /// The citizen's program for campaigns of the device.
    pub app: Program,
    /// The citizen's program for campaigns that a server grades.
    pub graded: Program,
    /// The organiser's program.
    pub organiser: Program,
    /// The member's program.
    pub member: Program,
    /// Icons and the like, by address.
    pub files: Vec<File>,
}

/// A program as a browser loads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The JavaScript module.
    pub js: Content,
    /// The WebAssembly it starts.
    pub wasm: Content,
}

impl Kit {
    /// The kit that lies in a folder, or in a program, under the names that [`Kit::parts`] gives.
    ///
    /// # Errors
    /// When a part is missing or not what it should be.
    pub fn of(parts: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Result<Self> {
        let mut parts: Parts = parts.into_iter().collect();
        let worker = text(&mut parts, WORKER)?;
        offline::check(&worker)?;
        let (css, study, boot) = (text(&mut parts, CSS)?, text(&mut parts, STUDY)?, text(&mut parts, BOOT)?);
        let [app, graded, organiser, member] = PROGRAMS.map(|name| program(&mut parts, name));
        let (app, graded, organiser, member) = (app?, graded?, organiser?, member?);
        let is_packed = |name: &str| [BROTLI, GZIP].iter().any(|end| name.strip_suffix(end).is_some_and(|plain| parts.contains_key(plain)));
        let public: Vec<String> = parts.keys().filter(|name| name.starts_with(PUBLIC) && !is_packed(name)).cloned().collect();
        let files = public
            .into_iter()
            .map(|name| Ok(File { content: content(&mut parts, &name)?, address: name[PUBLIC.len()..].to_owned() }))
            .collect::<Result<_>>()?;
        Ok(Self { css, study, boot, worker, app, graded, organiser, member, files })
    }

    /// Every part by the name it has in a kit's folder; packed forms have the name of what they pack with `.br` and `.gz`.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, &[u8])> {
        let texts = [(CSS, &self.css), (STUDY, &self.study), (BOOT, &self.boot), (WORKER, &self.worker)];
        let mut parts: Vec<(String, &[u8])> = texts.map(|(name, text)| (name.to_owned(), text.as_bytes())).into();
        for (name, program) in self.programs() {
            parts.extend(forms(format!("{name}.js"), &program.js));
            parts.extend(forms(format!("{name}.wasm"), &program.wasm));
        }
        for file in &self.files {
            parts.extend(forms(format!("{PUBLIC}{}", file.address), &file.content));
        }
        parts
    }

    /// The programs by name.
    #[must_use]
    pub fn programs(&self) -> [(&'static str, &Program); 4] {
        let [app, graded, organiser, member] = PROGRAMS;
        [(app, &self.app), (graded, &self.graded), (organiser, &self.organiser), (member, &self.member)]
    }
}

fn forms(name: String, content: &Content) -> impl Iterator<Item = (String, &[u8])> {
    let packed = [(BROTLI, &content.brotli), (GZIP, &content.gzip)];
    let packed = packed.map(|(end, form)| form.as_deref().map(|bytes| (format!("{name}{end}"), bytes)));
    packed.into_iter().flatten().chain([(name, &content.plain[..])])
}

fn take(parts: &mut Parts, name: &str) -> Result<Cow<'static, [u8]>> {
    parts.remove(name).with_context(|| format!("the kit has no `{name}`; `cargo xtask dist` writes a whole one"))
}

fn text(parts: &mut Parts, name: &str) -> Result<String> {
    String::from_utf8(take(parts, name)?.into_owned()).with_context(|| format!("the kit's `{name}` is no text"))
}

fn content(parts: &mut Parts, name: &str) -> Result<Content> {
    let (brotli, gzip) = (parts.remove(&format!("{name}{BROTLI}")), parts.remove(&format!("{name}{GZIP}")));
    Ok(Content { plain: take(parts, name)?, brotli, gzip })
}

fn program(parts: &mut Parts, name: &str) -> Result<Program> {
    Ok(Program { js: content(parts, &format!("{name}.js"))?, wasm: content(parts, &format!("{name}.wasm"))? })
}
