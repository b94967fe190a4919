//! What an owner looks up is on the operations page, word for word: every log line on which an alarm
//! can be set, and every reason; and the rules to paste there name metrics that there are.

use std::path::Path;

use crate::support::authority::Authority;
use crate::support::relay::Folder;

const PAGE: &str = include_str!("../../../docs/operations.md");

/// The messages of the warnings and errors in a folder of sources.
fn messages(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            messages(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for macro_name in ["warn!(", "error!("] {
            for (start, _) in source.match_indices(macro_name) {
                // The message is the last argument.
                let mut literals = source[start..].split('"').skip(1);
                let message = std::iter::from_fn(|| Some((literals.next()?, literals.next()?)))
                    .find(|(_, after)| after.trim_start().starts_with(')'));
                found.push(message.unwrap().0.to_owned());
            }
        }
    }
}

#[test]
fn every_warning_is_explained() {
    let mut found = Vec::new();
    messages(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut found,
    );
    assert!(found.len() >= 12, "{found:?}");
    for message in found {
        assert!(PAGE.contains(&format!("`{message}`")), "{message}");
    }
}

/// The part of the page that begins with this heading.
fn section(heading: &str) -> &str {
    let (_, rest) = PAGE.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n### ").next().unwrap()
}

#[test]
fn every_reason_is_explained() {
    const KINDS: &str = include_str!("../../src/upstream/failure/kind.rs");
    const OTHERS: [&str; 5] = [
        include_str!("../../src/auth/refusal.rs"),
        include_str!("../../../shared/src/signature.rs"),
        include_str!("../../src/admission.rs"),
        include_str!("../../src/write/budget.rs"),
        include_str!("../../src/write/permission.rs"),
    ];
    let behind = |source: &'static str, mark: &str| {
        let pieces: Vec<_> = source.split(mark).skip(1).collect();
        let texts = pieces.into_iter().filter_map(|it| it.split('"').next());
        // A sentence is no reason.
        texts.filter(|it| !it.contains(' ')).collect::<Vec<_>>()
    };
    let mut reasons = behind(KINDS, "=> \"");
    reasons.extend(OTHERS.iter().flat_map(|it| behind(it, "#[error(\"")));
    assert!(reasons.len() >= 36, "the check sees only {reasons:?}");
    let explained = section("### Reasons");
    // The word of its outcome says all of it.
    reasons.retain(|it| *it != "action-not-allowed");
    for reason in reasons {
        assert!(explained.contains(&format!("`{reason}`")), "{reason}");
    }
}

#[test]
fn each_rule_to_paste_names_metrics_and_outcomes_that_are_there_from_the_start() {
    let (_, rules) = PAGE.split_once("```yaml\n- {alert:").unwrap();
    let (rules, _) = rules.split_once("```").unwrap();
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let told = folder.start(1, &[]).metrics();
    let is_of_a_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let mut count = 0;
    for (start, _) in rules.match_indices("kerbside_relay_") {
        let rule = &rules[start..];
        let (name, rest) = rule.split_at(rule.find(|c| !is_of_a_name(c)).unwrap());
        let selector = rest.strip_prefix("{outcome=~\"");
        let outcomes = selector.and_then(|it| it.split('"').next()).unwrap_or("");
        for outcome in outcomes.split('|') {
            count += 1;
            let mut samples = told.lines().filter(|line| {
                let rest = line.strip_prefix(name);
                rest.is_some_and(|it| it.starts_with(['{', ' ']) && it.contains(outcome))
            });
            assert!(samples.next().is_some(), "{name} {outcome}: {told}");
        }
    }
    assert!(count >= 9, "the check sees only {count}");
}
