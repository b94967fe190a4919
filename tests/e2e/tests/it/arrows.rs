//! The imports that must not exist: between packages, between files, between folders, and of what
//! only one module may know.

mod folders;
mod rooms;

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};
use e2e::project::root;
use reqwest::StatusCode;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, ExprMethodCall, ItemMod, Lit, Pat};

use crate::sources::{Paths, imports, is_test, sources};

/// The packages of the workspace, by their folders.
pub(crate) const PACKAGES: [&str; 11] = [
    "shared",
    "edge/cipher",
    "shared/json-tree",
    "edge",
    "relay",
    "tests/sandbox",
    "tests/e2e",
    "tests/bench",
    "tests/fuzz",
    "tests/wasm",
    "tests/openapi",
];

/// A package of one file: the Worker that does nothing, which the edge is measured beside.
const FLOOR: &str = "tests/bench/workers/floor";

/// What reaches the platform of a Worker.
const PLATFORM: [&str; 4] = ["js-sys", "wasm-bindgen", "web-sys", "worker"];

/// The packages whose files import at most one other of their own.
const FLAT: [&str; 5] = [
    "edge/cipher",
    "shared/json-tree",
    "tests/fuzz",
    "tests/wasm",
    "tests/openapi",
];

/// A way from a file back to itself, if there is one.
fn circle(
    imports: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
    way: &mut Vec<Vec<String>>,
    seen: &mut BTreeSet<Vec<String>>,
) -> bool {
    let here = way.last().unwrap().clone();
    for next in imports.get(&here).into_iter().flatten() {
        if *next == way[0] {
            return true;
        }
        if seen.insert(next.clone()) {
            way.push(next.clone());
            if circle(imports, way, seen) {
                return true;
            }
            way.pop();
        }
    }
    false
}

#[test]
fn packages_depend_one_way() {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .unwrap();
    let allowed = BTreeMap::from([
        ("kerbside-cipher", vec![]),
        ("kerbside-json-tree", vec![]),
        ("kerbside-shared", vec!["kerbside-json-tree"]),
        (
            "kerbside-edge",
            vec!["kerbside-cipher", "kerbside-openapi", "kerbside-shared"],
        ),
        ("kerbside-relay", vec!["kerbside-shared"]),
        ("kerbside-sandbox", vec![]),
        ("kerbside-e2e", vec!["kerbside-openapi", "kerbside-shared"]),
        ("kerbside-openapi", vec![]),
        ("kerbside-floor", vec![]),
        ("kerbside-wasm-test", vec![]),
        (
            "kerbside-bench",
            vec!["kerbside-e2e", "kerbside-edge", "kerbside-shared"],
        ),
        (
            "kerbside-fuzz",
            vec!["kerbside-edge", "kerbside-relay", "kerbside-shared"],
        ),
    ]);
    let folders: BTreeSet<_> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.manifest_path.parent().unwrap().to_owned())
        .collect();
    let known = PACKAGES.into_iter().chain([FLOOR]);
    let known = known.map(|folder| root().join(folder).to_str().unwrap().into());
    assert_eq!(folders, known.collect(), "of PACKAGES");
    for package in metadata.workspace_packages() {
        let allowed = allowed.get(package.name.as_str()).unwrap();
        for dependency in &package.dependencies {
            // What makes tests of tests in wasm is there for every crate, and for nothing else.
            if dependency.name == "kerbside-wasm-test" {
                assert_eq!(dependency.kind, DependencyKind::Development);
                continue;
            }
            assert!(
                !dependency.name.starts_with("kerbside-")
                    || allowed.contains(&dependency.name.as_str()),
                "{} depends on {}",
                package.name,
                dependency.name
            );
            assert!(
                !PLATFORM.contains(&dependency.name.as_str())
                    || ["kerbside-edge", "kerbside-floor"].contains(&package.name.as_str()),
                "{} knows the platform",
                package.name
            );
            // What describes the API is for tests of what ships, and not shipped itself.
            assert!(
                dependency.name != "kerbside-openapi"
                    || dependency.kind == DependencyKind::Development
                    || package.name.as_str() == "kerbside-e2e",
                "{} ships the description's checks",
                package.name
            );
            // What both sides agree on has no clock, no chance and no I/O.
            assert!(
                package.name.as_str() != "kerbside-shared"
                    || dependency.kind != DependencyKind::Normal
                    || !["getrandom", "hyper", "rand", "tokio"].contains(&dependency.name.as_str()),
                "shared depends on {}",
                dependency.name
            );
        }
    }
}

#[test]
fn only_the_runtime_module_knows_the_platform() {
    let mut knowing = 0;
    for source in sources("edge") {
        let knows = Paths::of(&source).iter().any(|path| {
            PLATFORM
                .iter()
                .any(|name| path[0] == name.replace('-', "_"))
        });
        knowing += usize::from(knows);
        let is_runtime = source
            .module
            .first()
            .is_some_and(|module| module == "runtime");
        assert!(
            !knows || is_runtime,
            "{} names the platform",
            source.file.display()
        );
    }
    assert!(knowing > 0, "the check sees nothing");
}

#[test]
fn no_file_imports_what_imports_it() {
    let mut circles = Vec::new();
    for package in PACKAGES {
        let imports = imports(&sources(package));
        let sees = imports.values().any(|targets| targets.len() > 1);
        assert!(sees || FLAT.contains(&package), "{package}");
        for module in imports.keys() {
            let mut way = vec![module.clone()];
            if circle(&imports, &mut way, &mut BTreeSet::new()) {
                let names: Vec<_> = way.iter().map(|module| module.join("::")).collect();
                circles.push(format!("{package}: {}", names.join(" → ")));
            }
        }
    }
    assert_eq!(circles, Vec::<String>::new());
}

/// Where a file gives an error an HTTP status.
struct Statuses {
    errors: BTreeSet<String>,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Statuses {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path
            .segments
            .iter()
            .map(|it| it.ident.to_string())
            .collect();
        if let [.., kind, name] = names.as_slice()
            && kind == "StatusCode"
            && self.errors.contains(name)
        {
            self.found.push(names.join("::"));
        }
        visit::visit_path(self, path);
    }

    /// A status that is looked for was given by somebody else.
    fn visit_expr_binary(&mut self, expression: &'ast ExprBinary) {
        if !matches!(expression.op, BinOp::Eq(_) | BinOp::Ne(_)) {
            visit::visit_expr_binary(self, expression);
        }
    }

    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let number = call.args.first().and_then(|argument| match argument {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => number.base10_parse::<u16>().ok(),
                _ => None,
            },
            _ => None,
        });
        let sets = ["status", "with_status"]
            .iter()
            .any(|name| call.method == name);
        if sets && number.is_some_and(|number| (400..600).contains(&number)) {
            self.found.push(format!(".{}({number:?})", call.method));
        }
        visit::visit_expr_method_call(self, call);
    }
}

#[test]
fn an_error_becomes_a_status_in_one_file_of_each_side() {
    let errors: BTreeSet<String> = (400..600)
        .filter_map(|code| StatusCode::from_u16(code).ok()?.canonical_reason())
        .map(|reason| reason.to_uppercase().replace([' ', '-'], "_"))
        .collect();
    let mut givers = BTreeSet::new();
    for package in ["shared", "edge", "relay"] {
        for source in sources(package) {
            let mut statuses = Statuses {
                errors: errors.clone(),
                found: Vec::new(),
            };
            statuses.visit_file(&source.syntax);
            if statuses.found.is_empty() {
                continue;
            }
            let file = source.file.to_str().unwrap().to_owned();
            let may = ["edge/src/respond.rs", "relay/src/respond.rs"].contains(&file.as_str())
                || file.starts_with("shared/src/problem");
            assert!(may, "{file} gives a status: {:?}", statuses.found);
            givers.insert(file);
        }
    }
    assert!(givers.len() >= 2, "the check sees nothing: {givers:?}");
}
