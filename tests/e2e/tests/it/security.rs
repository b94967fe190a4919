//! docs/security.md keeps its word: each point of docs/security-tests.md has a row, each row a test,
//! and each test is there and runs.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;

use e2e::project::root;
use syn::visit::{self, Visit};
use syn::{ItemFn, Macro};

const POINTS: RangeInclusive<u32> = 1..=41;

/// The tests of a file, and whether each is run.
#[derive(Default)]
struct Tests(BTreeMap<String, bool>);

impl Tests {
    fn of(text: &str) -> Self {
        let mut tests = Self::default();
        tests.visit_file(&syn::parse_file(text).unwrap());
        tests
    }
}

impl<'ast> Visit<'ast> for Tests {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let has = |name: &str| {
            let mut attributes = item.attrs.iter();
            attributes.any(|it| it.path().segments.last().is_some_and(|it| it.ident == name))
        };
        if has("test") || has("wasm_bindgen_test") {
            self.0.insert(item.sig.ident.to_string(), !has("ignore"));
        }
        visit::visit_item_fn(self, item);
    }

    /// Property tests stand in a macro, whose inside is text.
    fn visit_macro(&mut self, item: &'ast Macro) {
        if !item.path.is_ident("proptest") {
            return;
        }
        let text = item.tokens.to_string();
        let mut before = "";
        for piece in text.split("fn ") {
            let attributes = before.rsplit('}').next().unwrap();
            let name = piece
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            if attributes.contains("test") {
                self.0
                    .insert(name.unwrap().to_owned(), !attributes.contains("ignore"));
            }
            before = piece;
        }
    }
}

/// What is wrong with a table. `is_run` tells of a file's test whether it is run, if it is there.
fn faults(document: &str, is_run: impl Fn(&str, &str) -> Option<bool>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rows = BTreeMap::new();
    for line in document.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", point, _, _, tests, ""] = cells.as_slice()
            && let Ok(point) = point.parse::<u32>()
            && rows.insert(point, *tests).is_some()
        {
            faults.push(format!("point {point} has two rows"));
        }
    }
    for point in POINTS {
        let Some(tests) = rows.remove(&point) else {
            faults.push(format!("point {point} has no row"));
            continue;
        };
        let mut named = tests.split('`').skip(1).step_by(2).peekable();
        if named.peek().is_none() {
            faults.push(format!("point {point} has no test"));
        }
        for test in named {
            let fault = match test
                .split_once("::")
                .and_then(|(file, name)| is_run(file, name))
            {
                Some(true) => continue,
                Some(false) => "is ignored",
                None => "is not there",
            };
            faults.push(format!("point {point}: {test} {fault}"));
        }
    }
    faults.extend(
        rows.keys()
            .map(|point| format!("there is no point {point}")),
    );
    faults
}

#[test]
fn every_point_has_a_test_that_is_run() {
    let document = fs::read_to_string(root().join("docs/security-tests.md")).unwrap();
    let found = faults(&document, |file, name| {
        let text = fs::read_to_string(root().join(file)).ok()?;
        Tests::of(&text).0.get(name).copied()
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_table_that_promises_more_than_tests_show_is_found_out() {
    let file = "#[test] fn run() {} #[test] #[ignore] fn ignored() {} fn no_test() {} \
                proptest! { #[test] fn property(x in 0..1) { if x == 0 {} } \
                #[test] #[ignore] fn idle(x in 0..1) {} }";
    let rows: String = (4..=41)
        .map(|n| format!("| {n} | p | d | `f::run` |\n"))
        .collect();
    let document = format!(
        "| 1 | p | d | no test |\n\
         | 2 | p | d | `f::run`, `f::ignored` `f::idle` `f::property` |\n\
         | 2 | p | d | `f::no_test` `f::other` `g::run` `run` |\n{rows}| 42 | p | d | `f::run` |\n"
    );
    let look = |file_name: &str, name: &str| {
        (file_name == "f").then(|| Tests::of(file).0.get(name).copied())?
    };
    assert_eq!(
        faults(&document, look),
        [
            "point 2 has two rows",
            "point 1 has no test",
            "point 2: f::no_test is not there",
            "point 2: f::other is not there",
            "point 2: g::run is not there",
            "point 2: run is not there",
            "point 3 has no row",
            "there is no point 42",
        ]
    );
    let one_row = document.replacen("| 2 |", "| 3 |", 1);
    let found = faults(&one_row, look);
    assert!(
        found.contains(&"point 3: f::ignored is ignored".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"point 3: f::idle is ignored".to_owned()),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|fault| fault.contains("f::property")),
        "{found:?}"
    );
}
