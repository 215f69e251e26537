//! Takes the kit that `PUFA_KIT` names into the program, so that one file serves everything but the questions.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{self, Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=PUFA_KIT");
    println!("cargo::rerun-if-changed=build.rs");
    let mut parts = Vec::new();
    if let Some(kit) = env::var_os("PUFA_KIT") {
        // the list is compiled from another folder
        let kit = path::absolute(kit).expect("PUFA_KIT names a folder");
        println!("cargo::rerun-if-changed={}", kit.display());
        collect(&mut parts, &kit, "");
    }
    parts.sort();
    let mut list = String::from("&[\n");
    for (name, path) in parts {
        writeln!(list, "    ({name:?}, include_bytes!({path:?})),").expect("a text takes everything");
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to write"));
    fs::write(out.join("kit.rs"), list).expect("the folder that cargo names can be written");
}

fn collect(parts: &mut Vec<(String, PathBuf)>, dir: &Path, before: &str) {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("PUFA_KIT: {} can't be read: {error}", dir.display()));
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        let name = format!("{before}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(parts, &path, &format!("{name}/"));
        } else {
            parts.push((name, path));
        }
    }
}
