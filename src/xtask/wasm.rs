//! A program as a browser loads it: compiled, bound to JavaScript, trimmed and squeezed.

pub mod build;
mod glue;
mod opt;
mod trim;

use std::path::Path;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::squeeze::js;

/// What a page loads.
pub struct Program {
    /// The JavaScript module, squeezed.
    pub js: String,
    /// The WebAssembly it starts.
    pub wasm: Vec<u8>,
}

/// Whether functions keep their names: people who measure want them, phones don't.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Kept, so that sizes can be told by crate.
    Kept,
    /// Left out.
    Dropped,
}

/// Makes what cargo built into what a page loads.
///
/// # Errors
/// When one of the tools can't read what the one before it wrote.
pub fn program(built: &Path, names: Names) -> Result<Program> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(built).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(names == Names::Dropped).remove_producers_section(true).demangle(false);
    let mut output = bindgen.generate_output().context("binding the program to JavaScript")?;
    let glue = output.js().to_owned();
    let module = output.wasm_mut();
    let js = trim::trim(&glue, module).context("trimming the program")?;
    let wasm = module.emit_wasm();
    let wasm = if names == Names::Dropped { opt::optimize(wasm)? } else { wasm };
    Ok(Program { js: js::squeeze(&js)?, wasm })
}
