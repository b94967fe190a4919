//! What a document takes of memory from its arrival until its answer is written: the heaviest that
//! are taken, each in a process of its own, and the fullest that a car has.

// A browser has no processes.
#![cfg(not(target_arch = "wasm32"))]

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::{env, fs, io};

use serde_json::{Value, json};

use super::samples::{SAMPLES, Sample};
use crate::model::{JsonText, List};
use crate::wire::{MAX_WEIGHT, Page, Unread, parse, weight};

/// Which kind of document a process is to read. Without it the test of that process is none.
const KIND: &str = "KERBSIDE_MEMORY_OF";
/// Most bytes that a page of telemetry may have; other documents have a quarter.
const MAX_BYTES: usize = 4 << 20;

/// Does with a document all that the edge does with any: as itself, as a list, and as it is.
fn answer(sample: &Sample, bytes: &[u8]) {
    let json = parse(bytes).unwrap();
    let mut unread = Unread::default();
    let one = (sample.translate)(&json, &mut unread);
    drop(one.map(JsonText::into_bytes));
    if let Some(page) = Page::read(&json, sample.list_names, &mut unread) {
        let items: Vec<JsonText> = page.items(&mut unread, sample.translate);
        let (total, next) = (page.total, None);
        drop(List { items, total, next }.to_json());
    }
    drop(serde_json::to_vec(&json));
}

/// The most that this process has had in memory, in bytes.
fn high_water() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes.unwrap().parse::<usize>().unwrap() * 1024
}

/// What a process of its own takes for a document beyond what it takes for next to nothing.
fn peak(kind: &str, document: &str) -> usize {
    let mut process = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "model::tests::memory::the_document_of_a_process",
            "--nocapture",
        ])
        .env(KIND, kind)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    process
        .stdin
        .take()
        .unwrap()
        .write_all(document.as_bytes())
        .unwrap();
    let output = process.wait_with_output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let peak = output.lines().find_map(|line| line.strip_prefix("peak "));
    peak.unwrap_or_else(|| panic!("{kind}: {output}"))
        .parse()
        .unwrap()
}

#[test]
fn the_document_of_a_process() {
    let Ok(kind) = env::var(KIND) else { return };
    let sample = SAMPLES.iter().find(|sample| sample.name == kind).unwrap();
    // The code that is run comes into memory with the first document, and is no document's.
    answer(sample, br#"{"a":[[{"b":"c"},0]]}"#);
    let before = high_water();
    let mut document = Vec::with_capacity(MAX_BYTES + 1);
    io::stdin().read_to_end(&mut document).unwrap();
    answer(sample, &document);
    println!("\npeak {}", high_water() - before);
}

/// The largest document that is taken with a part in it any number of times.
fn largest(begin: &str, part: &str, end: &str) -> String {
    let document = |count: usize| format!("{begin}{}{end}", vec![part; count].join(","));
    let [one, two] = [1, 2].map(document);
    // Both grow by the same with every part.
    let most = |limit: usize, [one, two]: [usize; 2]| 1 + (limit - one) / (two - one);
    let bytes = most(MAX_BYTES, [one.len(), two.len()]);
    let weights = most(MAX_WEIGHT, [&one, &two].map(|it| weight(it.as_bytes())));
    document(bytes.min(weights))
}

fn assert_bounded(kind: &str, what: &str, document: &str) {
    let (peak, weight) = (peak(kind, document), weight(document.as_bytes()));
    println!(
        "{kind} {what}: {} bytes, weight {weight}, peak {peak}",
        document.len()
    );
    assert!(peak <= MAX_WEIGHT, "{kind} {what}: {peak}");
}

#[test]
fn no_document_that_is_taken_takes_more_than_there_is_whatever_it_is_made_of() {
    let deep = format!("{}{}", "[".repeat(125), "]".repeat(125));
    let deep_objects = format!("{}0{}", "{\"\":".repeat(125), "}".repeat(125));
    let (name, text) = ("k".repeat(200), "t".repeat(1000));
    for (what, part) in [
        ("empty arrays", "[]"),
        ("arrays", "[0]"),
        ("nested arrays", &deep),
        ("empty objects", "{}"),
        ("objects", r#"{"a":0}"#),
        ("nested objects", &deep_objects),
        (
            "objects of eleven",
            r#"{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0}"#,
        ),
        (
            "objects of twelve",
            r#"{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0}"#,
        ),
        ("empty texts", r#""""#),
        ("short texts", r#""a""#),
        ("long texts", &format!("\"{text}\"")),
        ("escaped texts", &format!("\"{}\"", r"\n".repeat(500))),
        ("long names", &format!("{{\"{name}\":null}}")),
        ("digits", "0"),
        ("numbers", "1e15"),
        ("numbers out of range", "1e400"),
        ("literals", "null"),
        (
            "a mixture",
            r#"{"a":[1.5,"b",{"c":[true,[]]}],"d":null,"e":"2026-03-01T08:15:30Z"}"#,
        ),
    ] {
        assert_bounded("status", what, &largest("{\"a\":[", part, "]}"));
    }
    let same = largest("{", r#""000000":0"#, "}");
    let names = 0..same.matches("000000").count();
    let members: Vec<_> = names.map(|n| format!(r#""{n:06}":0"#)).collect();
    assert_bounded("status", "members", &format!("{{{}}}", members.join(",")));
}

#[test]
fn no_list_of_any_document_takes_more_than_there_is() {
    for document in SAMPLES {
        let mut lists = Vec::new();
        find_lists(&document.json(), String::new(), &mut lists);
        for part in ["{}", r#"{"":0}"#] {
            let (mut json, part) = (
                document.json(),
                serde_json::from_str::<Value>(part).unwrap(),
            );
            for list in &lists {
                *json.pointer_mut(list).unwrap() = Value::Array(vec![part.clone(); 100]);
            }
            // Where a document is no item of a page, it is taken for one.
            let name = document.list_names.first().unwrap_or(&"documents");
            let begin = format!(r#"{{"total":1,"_embedded":{{"{name}":["#);
            let page = largest(&begin, &json.to_string(), "]}}");
            assert_bounded(document.name, &format!("lists of {part}"), &page);
        }
    }
}

#[test]
fn the_fullest_documents_of_any_car_are_taken() {
    for (kind, name, count) in [
        ("telemetry", "telemetries", 500),
        ("vehicle", "vehicles", 60),
        ("trip", "trips", 137),
        ("alert", "alerts", 60),
    ] {
        let document = SAMPLES.iter().find(|it| it.name == kind).unwrap();
        let items = vec![document.json(); count];
        let page = json!({"total": count, "_embedded": {name: items}}).to_string();
        assert!(
            page.len()
                <= if kind == "telemetry" {
                    MAX_BYTES
                } else {
                    MAX_BYTES / 4
                }
        );
        assert_bounded(kind, "in full", &page);
    }
}

/// Where the lists of a document are, the inner ones of a list aside.
fn find_lists(json: &Value, at: String, lists: &mut Vec<String>) {
    match json {
        Value::Array(_) => lists.push(at),
        Value::Object(members) => {
            for (name, value) in members {
                find_lists(value, format!("{at}/{name}"), lists);
            }
        }
        _ => {}
    }
}
