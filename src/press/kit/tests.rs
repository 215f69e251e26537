//! A kit goes through its parts, and through a folder, unchanged.

use std::fs;

use super::*;

/// A small kit with everything in it.
pub fn kit() -> Kit {
    let program = |name: &str| Program {
        js: Content::new(format!("js of {name}").into_bytes()),
        wasm: Content {
            brotli: Some(b"br"[..].into()),
            gzip: Some(b"gz"[..].into()),
            ..Content::new(format!("wasm of {name}").into_bytes())
        },
    };
    Kit {
        css: "p{}".into(),
        study: ".ring{}".into(),
        boot: "boot()".into(),
        worker: "const FILES=[\"{files}\"],CACHE=\"{version}\"".into(),
        app: program("app"),
        graded: program("graded"),
        organiser: program("organiser"),
        member: program("member"),
        files: vec![File { address: "icon.svg".into(), content: Content::new(&b"<svg/>"[..]) }],
    }
}

fn owned(kit: &Kit) -> Vec<(String, Cow<'static, [u8]>)> {
    kit.parts().into_iter().map(|(name, bytes)| (name, bytes.to_vec().into())).collect()
}

#[test]
fn a_kit_is_the_sum_of_its_parts() {
    assert_eq!(Kit::of(owned(&kit())).unwrap(), kit());
}

#[test]
fn a_part_that_is_missing_is_named_with_what_to_do() {
    let parts = owned(&kit()).into_iter().filter(|(name, _)| name != "graded.wasm");
    let error = Kit::of(parts).unwrap_err().to_string();
    assert!(error.contains("`graded.wasm`") && error.contains("cargo xtask dist"), "{error}");
}

#[test]
fn a_worker_without_a_place_for_the_files_is_refused() {
    let broken = Kit { worker: "const FILES=[]".into(), ..kit() };
    assert!(Kit::of(owned(&broken)).is_err());
}

#[test]
fn a_kit_comes_back_from_its_folder_and_what_is_the_same_is_not_written_again() {
    let dir = std::env::temp_dir().join(format!("pufa-kit-{}", std::process::id()));
    kit().write(&dir).unwrap();
    fs::write(dir.join("stray.txt"), "from another build").unwrap();
    let written = |name: &str| fs::metadata(dir.join(name)).and_then(|about| about.modified()).unwrap();
    let before = written("app.wasm");

    let changed = Kit { css: "b{}".into(), ..kit() };
    changed.write(&dir).unwrap();
    assert_eq!(Kit::read(&dir).unwrap(), changed);
    assert_eq!(written("app.wasm"), before);
    assert!(!dir.join("stray.txt").exists());
    fs::remove_dir_all(&dir).unwrap();
}
