//! Compiles the app for browsers, as small as this compiler can.
//!
//! Built with a standard library compiled for size, without the texts of panics, a program of this kind is 22 % smaller after
//! Brotli than with the stock one (42.0 → 32.6 KB, Rust 1.95). That takes the library's source and two unstable options, so where
//! either can't be had the stock library serves.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::run;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// A library for size, and a program that ends at once where it would panic.
const OPTIONS: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// Without references and multiple values the glue needs no table of references: 1.5 % smaller, and older browsers run it.
/// Only where the library is built the same way: the stock one has them, and wasm-bindgen goes by the whole.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Ctarget-feature=-reference-types,-multivalue";

/// What cargo built, not yet bound to JavaScript.
pub struct Built {
    /// The citizen's program for campaigns of the device.
    pub app: PathBuf,
    /// The citizen's program for campaigns that a server grades.
    pub graded: PathBuf,
    /// The organiser's program.
    pub organiser: PathBuf,
    /// The member's program.
    pub member: PathBuf,
}

/// Builds the app and says where the WebAssembly is. Does next to nothing when nothing changed.
///
/// # Errors
/// When the app doesn't compile.
pub fn build(workspace: &Workspace) -> Result<Built> {
    toolchain::ensure_wasm_target(workspace)?;
    if !toolchain::ensure_std_source(workspace)? {
        eprintln!(
            "  the source of the standard library can't be had (component rust-src): building with the stock library, which makes a larger program"
        );
        return stock(workspace);
    }
    let proof = workspace.target.join("app/sized-by");
    let compiler = toolchain::compiler(workspace)?;
    let proven = fs::read_to_string(&proof).is_ok_and(|text| text == compiler);
    match sized(workspace) {
        Ok(built) => {
            if !proven {
                fs::write(proof, compiler)?;
            }
            Ok(built)
        }
        // This compiler did it before, so the fault is in the app.
        Err(error) if proven => Err(error),
        Err(error) => {
            eprintln!("  the build for size failed ({error}): building with the stock library, which makes a larger program");
            stock(workspace)
        }
    }
}

fn sized(workspace: &Workspace) -> Result<Built> {
    compile(workspace, "sized", &OPTIONS, FLAGS)
}

fn stock(workspace: &Workspace) -> Result<Built> {
    compile(workspace, "stock", &[], "")
}

/// Each way of building has a folder of its own, since one would undo what the other left for the next time.
fn compile(workspace: &Workspace, way: &str, options: &[&str], flags: &str) -> Result<Built> {
    let target = workspace.target.join("app").join(way);
    let mut command = run::cargo(&workspace.root);
    command.args(["build", "--package", "app", "--bins", "--profile", "wasm", "--target", WASM]);
    command.args(options).arg("--target-dir").arg(&target);
    command.env("RUSTFLAGS", flags).env_remove("CARGO_ENCODED_RUSTFLAGS");
    if !options.is_empty() {
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    run::run(&mut command)?;
    let built = target.join(WASM).join("wasm");
    let [app, graded, organiser, member] = ["app.wasm", "graded.wasm", "organiser.wasm", "member.wasm"].map(|name| built.join(name));
    Ok(Built { app, graded, organiser, member })
}
