//! Names: a type's name stands for one thing in its crate, and no word that a term of the field
//! has replaced is left as a name. And no source file is too long to read.

mod declared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use e2e::project::root;

use crate::arrows::PACKAGES;
use crate::sources::{sources, tests};
use declared::Declared;

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

/// A word that a term of the field has replaced.
struct Replaced {
    word: &'static str,
    term: &'static str,
    /// Whether it is replaced in names of functions, constants and variants too: there, words like
    /// `doors` and `lost` have their ordinary meaning.
    everywhere: bool,
}

const fn everywhere(word: &'static str, term: &'static str) -> Replaced {
    Replaced {
        word,
        term,
        everywhere: true,
    }
}

const fn of_modules_and_types(word: &'static str, term: &'static str) -> Replaced {
    Replaced {
        word,
        term,
        everywhere: false,
    }
}

/// The replaced words, as they stand in names of modules.
const REPLACED: &[Replaced] = &[
    of_modules_and_types("activity", "timeouts"),
    of_modules_and_types("apps", "oauth"),
    of_modules_and_types("ask", "request"),
    everywhere("asked", "requested"),
    of_modules_and_types("caps", "size limits"),
    of_modules_and_types("door", "endpoint"),
    of_modules_and_types("doors", "endpoints"),
    everywhere("gone", "ended"),
    everywhere("hand_off", "authorization code"),
    everywhere("held", "response cache"),
    of_modules_and_types("lost", "revoked, ended"),
    everywhere("outage", "circuit breaker"),
    everywhere("patience", "timeout"),
    of_modules_and_types("peak", "memory"),
    everywhere("posted", "record"),
    everywhere("room", "connection limits"),
    everywhere("said", "what was logged"),
    of_modules_and_types("sharing", "request coalescing"),
    everywhere("tenant", "identity"),
    everywhere("tenants", "identities"),
    everywhere("told", "what was answered"),
    everywhere("tries", "attempts"),
    everywhere("turn", "transaction"),
];

/// Names that may have such a word in them, and why: the package, the name, the reason.
const KEPT_WORDS: &[(&str, &str, &str)] = &[
    ("shared", "Doors", "a car's"),
    ("relay", "NotAsked", "its code is `certificate-not-asked`"),
];

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

/// `HandOff` as `hand_off`, `H2Door` as `h2_door`, `HTTPGone` as `http_gone`.
fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let is_small = |place: usize| {
        let letter = letters.get(place);
        letter.is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit())
    };
    let mut snake = String::new();
    for (place, letter) in letters.iter().enumerate() {
        let begins_word = letter.is_uppercase() && place > 0;
        if begins_word && (is_small(place - 1) || is_small(place + 1)) {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The replaced word that a file may not have in this name.
fn forbidden(name: &str, is_value: bool) -> Option<&'static Replaced> {
    let name = format!("_{}_", snake_case(name));
    REPLACED
        .iter()
        .filter(|it| it.everywhere || !is_value)
        .find(|it| name.contains(&format!("_{}_", it.word)))
}

#[test]
fn one_name_is_one_type() {
    let mut places = BTreeMap::<(String, String), BTreeSet<String>>::new();
    let mut count = BTreeMap::<(String, String), usize>::new();
    for package in PACKAGES {
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
fn no_replaced_word_is_left_as_a_name() {
    let mut found = BTreeSet::new();
    let mut met = BTreeSet::new();
    for package in PACKAGES {
        let mut count = [0, 0];
        for source in sources(package).iter().chain(&tests(package)) {
            let declared = Declared::in_file(source);
            let named = source.module.last();
            let types = declared.types.iter().chain(&declared.modules).chain(named);
            let types = types.map(|name| (name, false));
            for (name, is_value) in types.chain(declared.values.iter().map(|name| (name, true))) {
                count[usize::from(is_value)] += 1;
                let Some(Replaced { word, term, .. }) = forbidden(name, is_value) else {
                    continue;
                };
                let is_row = |row: &&(&str, &str, &str)| (row.0, row.1) == (package, name);
                match KEPT_WORDS.iter().find(is_row) {
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
        let least = match package {
            "shared" | "edge" | "relay" => 90,
            // They have no types of their own.
            "edge/cipher" | "shared/json-tree" | "tests/wasm" => 0,
            _ => 5,
        };
        assert!(
            count.iter().all(|count| *count >= least),
            "the check sees nothing of {package}: {count:?}"
        );
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
        "H2Door",
        "Http2Room",
        "X509Held",
        "HTTPGone",
    ] {
        assert!(forbidden(name, false).is_some(), "{name}");
    }
    for name in ["Indoor", "ReturnTo", "Capsule", "shared", "roommate"] {
        assert!(forbidden(name, false).is_none(), "{name}");
    }
    for name in ["is_asked", "GoneAway", "NoRoom", "PATIENCE", "ask_told"] {
        assert!(forbidden(name, true).is_some(), "{name}");
    }
    for name in [
        "doors",
        "DOOR",
        "apps",
        "NotAskable",
        "turned",
        "is_holding",
    ] {
        assert!(forbidden(name, true).is_none(), "{name}");
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
