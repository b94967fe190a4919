//! Every seed, and every crash that was ever found, is read and breaks no promise.

use std::fs;
use std::path::Path;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
/// What the documentation's examples are made of.
const EXAMPLES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../edge/src/api/tests/examples"
);

/// Reads every file of a folder, each under its name, which a test that fails shows.
fn each(folder: impl AsRef<Path>, read: impl Fn(&[u8])) {
    let mut seeds = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        read(&fs::read(path).unwrap());
        seeds += 1;
    }
    assert!(seeds > 0);
}

/// The same, where a seed is taken for good unless its name says that it is hostile.
fn judge_each(folder: &str, read: impl Fn(&[u8]) -> bool) {
    let mut judged = [0, 0];
    for entry in fs::read_dir(format!("{SEEDS}/{folder}")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_good = read(&fs::read(&path).unwrap());
        assert_eq!(is_good, !name.starts_with("hostile-"), "{folder}/{name}");
        judged[usize::from(is_good)] += 1;
    }
    assert!(!judged.contains(&0), "hostile and good: {judged:?}");
}

#[test]
fn an_answer_is_passed_on_and_anything_else_ends_the_call() {
    judge_each("answers", fuzz::answers::read);
}

#[test]
fn a_body_is_taken_only_as_the_table_writes_it() {
    judge_each("commands", fuzz::commands::read);
}

#[test]
fn a_cookie_of_ours_is_found_behind_whatever_comes_before_it() {
    each(format!("{SEEDS}/cookies"), fuzz::cookies::read);
}

#[test]
fn a_notification_with_the_witness_is_taken_once_and_no_other_leaves_anything() {
    judge_each("hooks", fuzz::hooks::read);
}

#[test]
fn every_format_is_opened_and_what_is_none_is_named() {
    judge_each("identities", fuzz::identities::read);
}

#[test]
fn settings_that_can_be_used_print_as_themselves_and_none_show_a_key() {
    judge_each("settings", fuzz::settings::read);
}

#[test]
fn a_query_that_the_edge_takes_is_taken_by_the_relay() {
    judge_each("queries", fuzz::queries::read);
}

#[test]
fn no_document_takes_more_than_it_weighs() {
    judge_each("weights", fuzz::weights::read);
    each(format!("{SEEDS}/documents"), |document| {
        fuzz::weights::read(document);
    });
}

#[test]
fn no_document_makes_a_reader_panic_whole_or_cut_short() {
    for folder in [&format!("{SEEDS}/documents"), EXAMPLES] {
        each(folder, |document| {
            fuzz::documents::read(document);
            for end in (0..document.len()).step_by(97) {
                fuzz::documents::read(&document[..end]);
            }
        });
    }
}

#[test]
fn what_is_called_can_be_called_again() {
    each(format!("{SEEDS}/paths"), fuzz::paths::read);
}

#[test]
fn what_is_asked_for_is_asked_for_again_when_it_is_written_anew() {
    each(format!("{SEEDS}/requests"), fuzz::requests::read);
}

#[test]
fn what_is_signed_is_accepted_and_what_is_accepted_was_signed() {
    each(format!("{SEEDS}/signature"), fuzz::signature::read);
}

#[test]
fn what_is_read_is_written_and_reads_back_as_the_same() {
    each(format!("{SEEDS}/times"), fuzz::times::read);
}
