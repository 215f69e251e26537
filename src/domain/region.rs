//! Regions and units as a tree, written as paths: 某市/某旗/河湾街道.

/// The names between the slashes, outermost first.
pub fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').map(str::trim).filter(|part| !part.is_empty())
}

/// What may be picked right below `under` (empty for the top), in the order the paths are written, each once.
#[must_use]
pub fn below<'a>(paths: &'a [String], under: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for path in paths {
        let mut names = parts(path);
        if under.iter().all(|name| names.next() == Some(*name))
            && let Some(next) = names.next()
            && !found.contains(&next)
        {
            found.push(next);
        }
    }
    found
}

/// The paths whose names hold `words`, at most `most`; nothing for empty words.
#[must_use]
pub fn search<'a>(paths: &'a [String], words: &str, most: usize) -> Vec<&'a str> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    paths.iter().map(String::as_str).filter(|path| path.contains(words)).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Vec<String> {
        ["某市/某旗/河湾街道", "某市/某旗/城关镇", "某市/某区/河东街道", "外地"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_cascade_goes_down_step_by_step() {
        assert_eq!(below(&paths(), &[]), ["某市", "外地"]);
        assert_eq!(below(&paths(), &["某市"]), ["某旗", "某区"]);
        assert_eq!(below(&paths(), &["某市", "某旗"]), ["河湾街道", "城关镇"]);
        assert!(below(&paths(), &["外地"]).is_empty());
    }

    #[test]
    fn search_finds_any_part_of_a_name() {
        assert_eq!(search(&paths(), "河", 9), ["某市/某旗/河湾街道", "某市/某区/河东街道"]);
        assert!(search(&paths(), " ", 9).is_empty());
    }
}
