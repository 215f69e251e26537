//! A last pass by Binaryen's `wasm-opt` where somebody installed it: 1 to 3 % after Brotli, so nobody has to.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::run;

/// What the compiler may have used. Binaryen's `--all-features` writes what no browser reads.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Optimizes for size, or gives back what it got.
///
/// # Errors
/// When `wasm-opt` is there and fails.
pub fn optimize(wasm: Vec<u8>) -> Result<Vec<u8>> {
    let Some(tool) = run::find_program("wasm-opt") else { return Ok(wasm) };
    let file = std::env::temp_dir().join(format!("pufa-{}.wasm", std::process::id()));
    fs::write(&file, &wasm)?;
    let done = run::run(Command::new(tool).arg("-Oz").args(FEATURES).arg(&file).arg("-o").arg(&file));
    let smaller = fs::read(&file);
    fs::remove_file(&file)?;
    done?;
    Ok(smaller?)
}
