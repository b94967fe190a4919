//! Names: a type's name stands for one thing in its crate. And no source file is too long to read.

mod declared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use e2e::project::root;

use crate::arrows::PACKAGES;
use crate::sources::{files, sources};
use declared::types_in;

/// Most lines of a source file.
const MOST_LINES: usize = 450;

/// Types of one crate that may share a name, and why.
const SHARED_NAMES: &[(&str, &str, &str)] = &[
    (
        "tests/e2e",
        "Plan",
        "each process' own, named with it: `relay::Plan`",
    ),
    (
        "edge",
        "Envelope",
        "each kind of object's own, named with it: `driver::message::Envelope`",
    ),
    ("edge", "Message", "likewise: `driver::message::Message`"),
    ("edge", "Reply", "likewise: `driver::message::Reply`"),
    (
        "relay",
        "Arguments",
        "those of each command, for clap: `csr::Arguments`",
    ),
    (
        "relay",
        "Error",
        "each module's own, named with it: `file::Error`",
    ),
];

/// Where names have to differ: a crate. By design the upstream's documents and the models of them
/// are called the same in `shared`, and so are the lists of words in the description; and the shape of
/// the relay's file and the settings that it is judged to.
fn scope(package: &str, module: &[String]) -> String {
    const OF_THEIR_OWN: [(&str, &[&str]); 4] = [
        ("shared", &["wire"]),
        ("shared", &["model"]),
        ("shared", &["words"]),
        ("relay", &["config", "file"]),
    ];
    let own = OF_THEIR_OWN
        .iter()
        .find(|(crate_, part)| *crate_ == package && starts_with(module, part));
    own.map_or(package.to_owned(), |(_, part)| {
        format!("{package}::{}", part.join("::"))
    })
}

fn starts_with(module: &[String], part: &[&str]) -> bool {
    module.len() >= part.len() && module.iter().zip(part).all(|(one, other)| one == other)
}

#[test]
fn one_name_is_one_type() {
    let mut places = BTreeMap::<(String, String), BTreeSet<String>>::new();
    let mut count = BTreeMap::<(String, String), usize>::new();
    for package in PACKAGES {
        for source in sources(package) {
            let scope = scope(package, &source.module);
            for name in types_in(&source) {
                let key = (scope.clone(), name);
                *count.entry(key.clone()).or_default() += 1;
                let file = source.file.display().to_string();
                places.entry(key).or_default().insert(file);
            }
        }
    }
    assert!(count.len() > 200, "the check sees nothing: {count:?}");
    let may = |scope: &str, name: &str| {
        let rows = &mut SHARED_NAMES.iter();
        rows.any(|row| (row.0, row.1) == (scope, name))
    };
    let twice: Vec<_> = count
        .iter()
        .filter(|((scope, name), count)| **count > 1 && !may(scope, name))
        .map(|(key, count)| format!("{} {}: {count} in {:?}", key.0, key.1, places[key]))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
    for (scope, name, reason) in SHARED_NAMES {
        let key = ((*scope).to_owned(), (*name).to_owned());
        assert!(
            count.get(&key).is_some_and(|count| *count > 1),
            "{scope} {name}: {reason}"
        );
    }
}

#[test]
fn no_source_file_is_too_long() {
    const ENDINGS: [&str; 7] = ["rs", "js", "mjs", "ts", "tsx", "py", "css"];
    /// What scripts/openapi writes.
    const GENERATED: &str = "clients/typescript/src/generated";
    let mut long = Vec::new();
    for ending in ENDINGS {
        let mut found = files(&format!("*.{ending}"));
        found.retain(|file| !file.starts_with(root().join(GENERATED)));
        assert!(!found.is_empty(), "the check sees no file in {ending}");
        for file in found {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            if lines > MOST_LINES {
                let file = file.strip_prefix(root()).unwrap();
                long.push(format!("{}: {lines}", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
