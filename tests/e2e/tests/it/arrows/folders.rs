//! Folders import one way: of the modules that stand side by side, each with all that is below it,
//! none imports what imports it, directly or through others. It holds at every level of a crate.

use std::collections::{BTreeMap, BTreeSet};

use super::{FLAT, PACKAGES};
use crate::sources::{imports, sources};

type Module = Vec<String>;

/// What imports what among the modules directly below one module, and a pair of files that shows
/// each import.
type Level = BTreeMap<String, BTreeMap<String, (Module, Module)>>;

/// The levels of a crate, each by the module that it is below.
fn levels(imports: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeMap<Module, Level> {
    let mut levels = BTreeMap::<Module, Level>::new();
    for (from, targets) in imports {
        for to in targets {
            let common = from.iter().zip(to).take_while(|(one, other)| one == other);
            let depth = common.count();
            // A module and one below it are in the same folder.
            let (Some(importer), Some(imported)) = (from.get(depth), to.get(depth)) else {
                continue;
            };
            levels
                .entry(from[..depth].to_vec())
                .or_default()
                .entry(importer.clone())
                .or_default()
                .entry(imported.clone())
                .or_insert_with(|| (from.clone(), to.clone()));
        }
    }
    levels
}

/// Whether one module of a level leads to another by its imports.
fn leads(level: &Level, from: &str, to: &str, seen: &mut BTreeSet<String>) -> bool {
    level.get(from).is_some_and(|targets| {
        targets
            .keys()
            .any(|next| next == to || (seen.insert(next.clone()) && leads(level, next, to, seen)))
    })
}

/// The imports that are part of a circle, each with the files that show it.
fn circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let mut found = Vec::new();
    for (above, level) in levels(imports) {
        for (from, targets) in &level {
            for (to, (importer, imported)) in targets {
                if leads(&level, to, from, &mut BTreeSet::new()) {
                    let [above, importer, imported] =
                        [&above, importer, imported].map(|module| module.join("::"));
                    found.push(format!(
                        "crate::{above} {from} → {to}: {importer} names {imported}"
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn no_folder_imports_what_imports_it() {
    let mut found = Vec::new();
    for package in PACKAGES {
        let imports = imports(&sources(package));
        let known = levels(&imports).values().map(BTreeMap::len).sum::<usize>();
        let is_flat = FLAT.contains(&package);
        assert!(known > 1 || is_flat, "the check sees nothing of {package}");
        found.extend(
            circles(&imports)
                .into_iter()
                .map(|circle| format!("{package}: {circle}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_circle_of_folders_is_seen_at_every_level_and_of_every_length() {
    let module = |path: &str| -> Module { path.split("::").map(str::to_owned).collect() };
    let crate_of = |arrows: &[(&str, &str)]| {
        let mut imports = BTreeMap::<Module, BTreeSet<Module>>::new();
        for (from, to) in arrows {
            imports.entry(module(from)).or_default().insert(module(to));
        }
        imports
    };
    for (arrows, count) in [
        // No file imports what imports it, but the folders do.
        (vec![("a::x", "b::x"), ("b::y", "a::y")], 2),
        (vec![("m::a::x", "m::b"), ("m::b::y", "m::a::y")], 2),
        (vec![("a::x", "b"), ("b::x", "c"), ("c::x", "a::y")], 3),
        (vec![("a::x", "b"), ("b::x", "c"), ("a::y", "c")], 0),
        // What stands in a folder may name the module that the folder is of, and the other way.
        (vec![("a", "a::x"), ("a::y", "a")], 0),
    ] {
        let found = circles(&crate_of(&arrows));
        assert_eq!(found.len(), count, "{arrows:?}: {found:?}");
    }
}
