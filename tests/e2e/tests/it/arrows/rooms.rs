//! The last column of the table of folders in docs/architecture.md is what the sources say: of the
//! folders and files of a crate that have a row there, which of them each imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use e2e::project::root;

use crate::sources::{imports, sources};

type Module = Vec<String>;

/// The rows of a crate's folders and files: the module that each is, and the names in its last
/// column.
fn rows(document: &str, package: &str) -> Vec<(Module, BTreeSet<String>)> {
    let below = format!("| `{package}/src/");
    let rows = document.lines().filter_map(|line| {
        let (path, rest) = line.strip_prefix(&below)?.split_once('`')?;
        let path = path.trim_end_matches('/').trim_end_matches(".rs");
        let column = rest.trim_end_matches([' ', '|']).rsplit_once(" | ")?.1;
        let names = column.split('`').skip(1).step_by(2);
        let names = names.map(|name| name.trim_end_matches(".rs").to_owned());
        let module = path.split('/').map(str::to_owned).collect();
        Some((module, names.collect()))
    });
    rows.collect()
}

#[test]
fn what_a_folder_may_know_is_what_it_imports() {
    let document = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let mut differing = Vec::new();
    for package in ["edge", "relay"] {
        let rows = rows(&document, package);
        assert!(rows.len() > 3, "the check sees nothing of {package}");
        let row_of = |module: &Module| {
            let mut rows = rows.iter().map(|(row, _)| row);
            rows.find(|row| module.starts_with(row))
        };
        let mut known: BTreeMap<&Module, BTreeSet<String>> = BTreeMap::new();
        for (from, targets) in imports(&sources(package)) {
            let Some(row) = row_of(&from) else { continue };
            let others = targets.iter().filter_map(row_of).filter(|it| *it != row);
            let names = others.filter_map(|it| it.last().cloned());
            known.entry(row).or_default().extend(names);
        }
        for (row, named) in &rows {
            let imported = known.remove(row).unwrap_or_default();
            if imported != *named {
                let row = row.join("/");
                differing.push(format!("{package}/src/{row} imports {imported:?}"));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
