//! Names: a type's name stands for one thing in its crate, and no word that a term of the field
//! has replaced is left as the name of a module or type. And no source file is too long to read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use e2e::project::root;
use syn::visit::{self, Visit};
use syn::{Ident, ItemEnum, ItemFn, ItemMod, ItemStruct, ItemTrait, ItemType};

use crate::sources::{Source, is_test, sources};

/// Most lines of a source file.
const MOST_LINES: usize = 450;

/// Types of one crate that may share a name, and why.
const SHARED_NAMES: &[(&str, &str, &str)] = &[
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
    (
        "relay",
        "Metrics",
        "each module's own, named with it: `server::Metrics`",
    ),
];

/// Words that were replaced by the field's terms, as they stand in names of modules.
const REPLACED: &[(&str, &str)] = &[
    ("activity", "timeouts"),
    ("apps", "oauth"),
    ("asked", "query parameters"),
    ("caps", "size limits"),
    ("door", "endpoint"),
    ("doors", "endpoints"),
    ("gone", "ended"),
    ("hand_off", "authorization code"),
    ("held", "response cache"),
    ("lost", "revoked, ended"),
    ("outage", "circuit breaker"),
    ("patience", "timeout"),
    ("peak", "memory"),
    ("posted", "record"),
    ("room", "connection limits"),
    ("said", "what was logged"),
    ("sharing", "request coalescing"),
    ("tenant", "identity"),
    ("tenants", "identities"),
    ("told", "what was answered"),
    ("tries", "retry"),
    ("turn", "transaction"),
];

/// Modules and types that may have such a word in their name, and why.
const KEPT_WORDS: &[(&str, &str, &str)] = &[];

/// The types and modules that a file declares, tests aside.
#[derive(Default)]
struct Declared {
    types: Vec<String>,
    modules: Vec<String>,
}

impl Declared {
    fn in_file(source: &Source) -> Self {
        let mut declared = Self::default();
        declared.visit_file(&source.syntax);
        declared
    }

    fn add(&mut self, attributes: &[syn::Attribute], name: &Ident) {
        if !is_test(attributes) {
            self.types.push(name.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Declared {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            self.modules.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast ItemType) {
        self.add(&item.attrs, &item.ident);
    }
}

/// Where names have to differ: a crate. By design the upstream's documents and the models of them
/// are called the same in `shared`, and the shape of the relay's file and the settings that it is
/// judged to.
fn scope(package: &str, module: &[String]) -> String {
    const OF_THEIR_OWN: [(&str, &[&str]); 3] = [
        ("shared", &["wire"]),
        ("shared", &["model"]),
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

/// `HandOff` as `hand_off`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The replaced word in a name, if there is one.
fn replaced(name: &str) -> Option<&'static (&'static str, &'static str)> {
    let name = format!("_{}_", snake_case(name));
    REPLACED
        .iter()
        .find(|(word, _)| name.contains(&format!("_{word}_")))
}

#[test]
fn one_name_is_one_type() {
    let mut places = BTreeMap::<(String, String), BTreeSet<String>>::new();
    let mut count = BTreeMap::<(String, String), usize>::new();
    for package in ["shared", "edge", "relay"] {
        for source in sources(package) {
            let scope = scope(package, &source.module);
            for name in Declared::in_file(&source).types {
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
fn no_replaced_word_is_left_as_a_module_or_type() {
    let mut found = BTreeSet::new();
    let mut met = BTreeSet::new();
    for package in ["shared", "edge", "relay"] {
        for source in sources(package) {
            let declared = Declared::in_file(&source);
            for name in declared.types.iter().chain(&declared.modules) {
                let Some((word, term)) = replaced(name) else {
                    continue;
                };
                let kept = KEPT_WORDS
                    .iter()
                    .find(|row| (row.0, row.1) == (package, name));
                match kept {
                    Some(row) => {
                        met.insert(row);
                    }
                    None => {
                        let file = source.file.display();
                        found.insert(format!("{file}: {name} ({word}: say {term})"));
                    }
                }
            }
        }
    }
    let found: Vec<_> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(
        met.len(),
        KEPT_WORDS.len(),
        "a row of KEPT_WORDS is of no use"
    );
}

#[test]
fn a_replaced_word_is_seen_in_every_spelling() {
    for name in [
        "Door",
        "DoorLimit",
        "door",
        "front_door",
        "HandOff",
        "hand_off",
    ] {
        assert!(replaced(name).is_some(), "{name}");
    }
    for name in ["Indoor", "ReturnTo", "Capsule", "shared", "roommate"] {
        assert_eq!(replaced(name), None, "{name}");
    }
}

/// The files below a folder that have one of these endings.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            files(&path, endings, found);
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            found.push(path);
        }
    }
}

#[test]
fn no_source_file_is_too_long() {
    let mut found = Vec::new();
    for folder in ["shared", "edge", "relay", "tests"] {
        files(
            &root().join(folder),
            &["rs", "js", "mjs", "py", "css"],
            &mut found,
        );
    }
    assert!(found.len() > 300, "the check sees nothing: {found:?}");
    let mut long = Vec::new();
    for file in found {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        if lines > MOST_LINES {
            let file = file.strip_prefix(root()).unwrap();
            long.push(format!("{}: {lines}", file.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
