//! The two tables of what Stellantis offers, written apart from one another, agree; and the guide
//! names the files that a new row needs.

use std::collections::BTreeSet;
use std::fs;

use e2e::project::root;
use e2e::sandbox::{Account, Brand, Documented};
use shared::operation;

use crate::running::chain;

#[test]
fn product_and_sandbox_know_the_same_operations() {
    let chain = chain();
    let theirs: BTreeSet<Documented> = chain
        .sandbox()
        .description()
        .api
        .documented
        .iter()
        .cloned()
        .map(sorted)
        .collect();
    let ours: BTreeSet<Documented> = operation::ALL
        .iter()
        .map(|row| Documented {
            path: row.path.to_owned(),
            method: row.method.as_str().to_owned(),
            query: row.query.iter().map(|name| (*name).to_owned()).collect(),
            accept: row.accept.as_str().to_owned(),
            scopes: row
                .requires
                .iter()
                .map(|scope| format!("{scope}*"))
                .chain(row.uses.iter().map(|scope| (*scope).to_owned()))
                .collect(),
            deprecated: row.deprecated,
        })
        .map(sorted)
        .collect();
    let differing: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert_eq!(differing, Vec::<&Documented>::new());
    assert_eq!(ours.len(), operation::ALL.len());
}

/// The order of query names and scopes says nothing.
fn sorted(mut operation: Documented) -> Documented {
    operation.query.sort_unstable();
    operation.scopes.sort_unstable();
    operation
}

#[test]
fn product_and_sandbox_know_the_same_brands_domains_and_realms() {
    let chain = chain();
    let ours = shared::brand::Brand::ALL.map(|brand| Brand {
        brand: brand.slug().to_owned(),
        tld: brand.tld().to_owned(),
        realm: brand.realm().to_owned(),
    });
    assert_eq!(chain.sandbox().description().brands, ours);
}

#[test]
fn the_readme_shows_drivers_as_the_demo_prints_them() {
    let chain = chain();
    let drivers = &chain.sandbox().description().drivers;
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rows) = readme.split_once("log in as one of these:\n\n").unwrap();
    let rows = rows.lines().map_while(|row| row.strip_prefix("  "));
    let rows: Vec<_> = rows.filter(|row| row.contains('@')).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let words: Vec<_> = row.split_whitespace().collect();
        let is_row = |driver: &&Account| {
            let Account {
                brand,
                username,
                password,
                about,
            } = driver;
            let printed = format!("{brand} {username} {password} {about}");
            words.join(" ") == printed
        };
        assert!(drivers.iter().any(|driver| is_row(&driver)), "{row}");
    }
}

#[test]
fn the_guide_names_the_files_of_a_brand() {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (_, list) = guide.split_once("<!-- The files of a new brand").unwrap();
    let (list, _) = list.split_once("<!-- The end of").unwrap();
    let named = list.split('`').skip(1).step_by(2);
    let is_file = |name: &&str| name.contains('.') && root().join(name).is_file();
    let files: Vec<_> = named.filter(is_file).collect();
    assert!(files.len() > 12, "the check sees nothing: {files:?}");
    for file in files {
        let text = fs::read_to_string(root().join(file)).unwrap();
        for brand in shared::brand::Brand::ALL {
            let names = [brand.slug(), brand.name(), brand.realm()].map(str::to_lowercase);
            let mut words = text.split(|letter: char| !letter.is_alphanumeric());
            let is_named = words.any(|word| names.contains(&word.to_lowercase()));
            assert!(is_named, "{file}: {brand}");
        }
    }
}

/// Most files that one more resource may cost.
const MOST_FILES: usize = 9;

#[test]
fn the_guide_names_the_files_of_a_resource() {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (_, list) = guide
        .split_once("<!-- The files of a new resource")
        .unwrap();
    let (list, _) = list
        .split_once("<!-- The end of the files of a new resource")
        .unwrap();
    let steps = list.lines().filter_map(|line| line.split_once(". `"));
    let files: BTreeSet<_> = steps
        .map(|(_, step)| step.split_once('`').unwrap().0)
        .collect();
    assert_eq!(files.len(), MOST_FILES);
    for (name, names) in [("alert", "alerts"), ("monitor", "monitors")] {
        for file in &files {
            let file = file.replace("{name}", name).replace("{names}", names);
            assert!(root().join(&file).is_file(), "{file}");
        }
    }
}
