//! Every log line on which an alarm can be set is on the operations page, word for word.

use std::path::Path;

const PAGE: &str = include_str!("../../../docs/operations.md");

/// The messages of the warnings and errors in a folder of sources.
fn messages(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            messages(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for macro_name in ["warn!(", "error!("] {
            for (start, _) in source.match_indices(macro_name) {
                // The message is the last argument.
                let mut literals = source[start..].split('"').skip(1);
                let message = std::iter::from_fn(|| Some((literals.next()?, literals.next()?)))
                    .find(|(_, after)| after.trim_start().starts_with(')'));
                found.push(message.unwrap().0.to_owned());
            }
        }
    }
}

#[test]
fn every_warning_is_explained() {
    let mut found = Vec::new();
    messages(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut found,
    );
    assert!(found.len() >= 12, "{found:?}");
    for message in found {
        assert!(PAGE.contains(&format!("`{message}`")), "{message}");
    }
}
