//! Links between the documents: each leads to a file that is there, and to a heading that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::sources::files;

/// Where a link is, and what is wrong with it.
type Fault = String;

#[test]
fn every_link_of_a_document_leads_to_a_file_and_a_heading() {
    let documents = files("*.md");
    assert!(documents.len() > 5, "{documents:?}");
    let mut faults: Vec<Fault> = Vec::new();
    let mut links = 0;
    for document in &documents {
        let text = fs::read_to_string(document).unwrap();
        for link in links_of(&text) {
            links += 1;
            faults.extend(fault(document, link));
        }
    }
    assert!(links > 100, "{links}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Where its links lead, those in code left out.
fn links_of(text: &str) -> impl Iterator<Item = &str> {
    let pieces = prose(text).flat_map(|line| line.split('`').step_by(2));
    pieces.flat_map(|piece| {
        let targets = piece.split("](").skip(1);
        targets.filter_map(|rest| rest.split(')').next())
    })
}

/// The lines outside of blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

fn fault(document: &Path, link: &str) -> Option<Fault> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let file = match file {
        "" => document.to_owned(),
        file => document.parent().unwrap().join(file),
    };
    let what = match (file.exists(), heading) {
        (false, _) => "no such file",
        (true, "") => return None,
        (true, heading) if headings(&file).contains(heading) => return None,
        (true, _) => "no such heading",
    };
    Some(format!("{}: {link}: {what}", document.display()))
}

/// What the headings of a document are linked by: their words in lower case with hyphens between them,
/// and a number behind where the same was there before.
fn headings(document: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(document).unwrap();
    let titles = prose(&text).filter(|line| line.starts_with('#'));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    titles
        .map(|title| {
            let title = title.trim_start_matches('#').trim().to_lowercase();
            let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            let title = title.chars().filter(is_kept).collect::<String>();
            let title = title.replace(' ', "-");
            let before = times.entry(title.clone()).or_default();
            *before += 1;
            match *before {
                1 => title,
                count => format!("{title}-{}", count - 1),
            }
        })
        .collect()
}
