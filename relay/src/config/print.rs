//! The settings in effect as a TOML document. Each that is not from the file says where it is from.

use std::fmt::Write as _;

use toml::{Table, Value};

/// Writes a table. `origin` finds where the setting of a path like `upstream.base` comes from.
pub(super) fn document(table: &Table, origin: impl Fn(&str) -> Option<String>) -> String {
    let mut page = Document {
        text: String::new(),
        origin,
    };
    page.table(table, "");
    page.text
}

struct Document<F> {
    text: String,
    origin: F,
}

// Writing to a String cannot fail.
impl<F: Fn(&str) -> Option<String>> Document<F> {
    /// Plain values come first: behind a heading they would belong to its section.
    fn table(&mut self, table: &Table, path: &str) {
        for (key, value) in table.iter().filter(|(_, value)| !is_section(value)) {
            let origin = (self.origin)(&joined(path, key));
            let origin = origin.map(|origin| format!(" # {origin}"));
            let _ = writeln!(self.text, "{key} = {value}{}", origin.unwrap_or_default());
        }
        for (key, value) in table.iter().filter(|(_, value)| is_section(value)) {
            let path = joined(path, key);
            match value {
                Value::Table(section) => {
                    let _ = writeln!(self.text, "\n[{path}]");
                    self.table(section, &path);
                }
                Value::Array(sections) => {
                    for section in sections.iter().filter_map(Value::as_table) {
                        let _ = writeln!(self.text, "\n[[{path}]]");
                        self.table(section, &path);
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_section(value: &Value) -> bool {
    match value {
        Value::Table(_) => true,
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_table),
        _ => false,
    }
}

fn joined(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    }
}

/// Whether a table has a setting at a path. Everything in a list is from the file.
pub(super) fn has(table: &Table, path: &str) -> bool {
    match path.split_once('.') {
        None => table.contains_key(path),
        Some((section, rest)) => match table.get(section) {
            Some(Value::Table(section)) => has(section, rest),
            Some(Value::Array(_)) => true,
            _ => false,
        },
    }
}
