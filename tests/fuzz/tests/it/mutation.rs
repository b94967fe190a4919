//! What is invented from a document is one, and another.

use std::collections::BTreeSet;

use fuzz::mutation::mutate;
use serde_json::Value;

const DOCUMENT: &[u8] = br#"{"energies":[{"type":"Electric","level":62}],"a/b~c":[2.35,48.85]}"#;

fn mutated(seed: u32, room: usize) -> Option<Vec<u8>> {
    let mut bytes = DOCUMENT.to_vec();
    bytes.resize(room, b' ');
    let size = mutate(&mut bytes, DOCUMENT.len(), room, seed)?;
    bytes.truncate(size);
    Some(bytes)
}

#[test]
fn a_changed_document_is_a_document_and_the_same_seed_makes_the_same() {
    let mut seen = BTreeSet::new();
    for seed in 0..1000 {
        let changed = mutated(seed, 10_000).unwrap();
        assert!(serde_json::from_slice::<Value>(&changed).is_ok(), "{seed}");
        assert_eq!(mutated(seed, 10_000), Some(changed.clone()));
        seen.insert(changed);
    }
    assert!(seen.len() > 200, "{}", seen.len());
}

#[test]
fn lists_grow_names_come_and_go_and_numbers_become_text() {
    let all: Vec<Value> = (0..1000)
        .map(|seed| serde_json::from_slice(&mutated(seed, 10_000).unwrap()).unwrap())
        .collect();
    let some = |is: fn(&Value) -> bool| assert!(all.iter().any(is));
    some(|json| json["a/b~c"].as_array().is_some_and(|list| list.len() > 4));
    some(|json| json["energies"][0]["level"].is_string());
    some(|json| json["energies"][0]["energies"].is_array());
    some(|json| json.get("energies").is_none() && json.is_object());
}

#[test]
fn what_is_no_document_or_does_not_fit_is_left_to_the_bytes() {
    let mut cut_short = DOCUMENT[..20].to_vec();
    assert_eq!(mutate(&mut cut_short, 20, 20, 1), None);
    let fits = |seed| mutated(seed, DOCUMENT.len()).is_none_or(|it| it.len() <= DOCUMENT.len());
    assert!((0..1000).all(fits));
    assert!((0..1000).any(|seed| mutated(seed, DOCUMENT.len()).is_none()));
}
