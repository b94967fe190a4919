//! The tables.

use std::fmt::Write as _;

use super::super::columns::{CONNECTIONS, Slice};
use super::super::crossings::Crossings;
use super::super::growth::Grown;
use super::super::start::Starts;

/// What others are compared with.
const REFERENCE: &str = "JavaScript";

/// Calls a second, processor time and times of answers, each the median of the rounds.
pub(super) fn calls(slices: &[Slice]) -> String {
    let mut table = String::from(
        "| c = 1 / 8 / 32 | calls a second | CPU µs a call | p50 ms | p99 ms |\n|---|---|---|---|---|\n",
    );
    for name in names(slices) {
        let each = |value: fn(&Slice) -> f64, decimals: usize| {
            at_all(|connections| {
                let values = of(slices, name, connections).map(value).collect();
                format!("{:.decimals$}", median(values))
            })
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            table,
            "| {name} | {} | {} | {} | {} |",
            each(|it| it.rate, 0),
            each(|it| it.processor, 0),
            each(|it| it.p50, 2),
            each(|it| it.p99, 1),
        );
    }
    table
}

/// What each costs beside what it is compared with: the median of the ratios within the rounds, and
/// the least and the greatest.
pub(super) fn ratios(slices: &[Slice]) -> String {
    let mut table = String::from(
        "| ratios at c = 1 / 8 / 32 | to | CPU a call | calls a second |\n|---|---|---|---|\n",
    );
    for name in names(slices) {
        let other = match name {
            "Rust hello" => "JavaScript hello",
            "Rust fetch" => "JavaScript fetch",
            _ if name.starts_with("JavaScript") => continue,
            _ => REFERENCE,
        };
        let each = |value: fn(&Slice) -> f64| {
            at_all(|connections| {
                let pairs = of(slices, name, connections).zip(of(slices, other, connections));
                let mut all: Vec<f64> = pairs.map(|(it, to)| value(it) / value(to)).collect();
                all.sort_by(f64::total_cmp);
                let [least, most] = [all.first(), all.last()].map(|it| it.copied().unwrap_or(0.0));
                format!("{:.2} ({least:.2} to {most:.2})", median(all))
            })
        };
        // As above.
        let _ = writeln!(
            table,
            "| {name} | {other} | {} | {} |",
            each(|it| it.processor),
            each(|it| it.rate)
        );
    }
    table
}

/// Calls between wasm and JavaScript.
pub(super) fn crossings(all: &[(&'static str, Crossings)]) -> String {
    let mut table = String::from(
        "| a call | imports | exports | closures | allocations from JavaScript | wasm memory MB |\n\
         |---|---|---|---|---|---|\n",
    );
    for (name, it) in all {
        // As above.
        let _ = writeln!(
            table,
            "| {name} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
            it.imports,
            it.exports,
            it.closures,
            it.allocations,
            it.memory / 1e6
        );
    }
    table
}

/// Cold starts and memory.
pub(super) fn starts(all: &[Starts]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut table = String::from(
        "| cold, ms | until it listens | from then to the first answer | together | memory then, MB \
         | memory after the calls, MB |\n|---|---|---|---|---|---|\n",
    );
    for it in all {
        let together = it
            .listening
            .iter()
            .zip(&it.first)
            .map(|(one, two)| one + two);
        // As above.
        let _ = writeln!(
            table,
            "| {} | {:.1} | {:.1} | {:.1} | {:.0} | {:.0} |",
            it.name,
            median(it.listening.clone()),
            median(it.first.clone()),
            median(together.collect()),
            it.memory_at_first as f64 / 1e6,
            it.memory as f64 / 1e6
        );
    }
    table
}

/// Sizes of modules and wasm together.
pub(super) fn sizes(all: impl Iterator<Item = (&'static str, u64, u64)>) -> String {
    let mut table = String::from("| size, kB | raw | gzipped |\n|---|---|---|\n");
    for (name, raw, gzipped) in all {
        // As above.
        let _ = writeln!(
            table,
            "| {name} | {:.0} | {:.0} |",
            raw as f64 / 1e3,
            gzipped as f64 / 1e3
        );
    }
    table
}

/// How the cost grows.
pub(super) fn growth(all: &[Grown]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut table = String::from(
        "| one at a time | asked | answer, bytes | CPU µs a call | p50 ms |\n|---|---|---|---|---|\n",
    );
    for it in all {
        // As above.
        let _ = writeln!(
            table,
            "| {} | {} | {} | {:.0} | {:.2} |",
            it.what,
            it.name,
            it.bytes,
            median(it.processor.clone()),
            median(it.p50.clone())
        );
    }
    table
}

/// The names, each once, in their order.
fn names(slices: &[Slice]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for slice in slices {
        if !names.contains(&slice.name) {
            names.push(slice.name);
        }
    }
    names
}

fn of<'s>(
    slices: &'s [Slice],
    name: &'s str,
    connections: usize,
) -> impl Iterator<Item = &'s Slice> {
    let is_it = move |slice: &&Slice| slice.name == name && slice.connections == connections;
    slices.iter().filter(is_it)
}

fn at_all(text: impl FnMut(usize) -> String) -> String {
    CONNECTIONS.map(text).join(" / ")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied().unwrap_or_default();
    match values.len() % 2 {
        0 => {
            (upper
                + values
                    .get(middle.saturating_sub(1))
                    .copied()
                    .unwrap_or(upper))
                / 2.0
        }
        _ => upper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(name: &'static str, round: usize, processor: f64) -> Slice {
        Slice {
            name,
            connections: 8,
            round,
            calls: 100,
            rate: 1e6 / processor,
            processor,
            p50: 1.0,
            p99: 2.0,
        }
    }

    #[test]
    fn a_ratio_is_taken_within_each_round() {
        let slices = [
            slice("JavaScript", 0, 100.0),
            slice("edge", 0, 200.0),
            slice("edge", 1, 390.0),
            slice("JavaScript", 1, 300.0),
            slice("JavaScript", 2, 200.0),
            slice("edge", 2, 320.0),
        ];
        let table = ratios(&slices);
        assert!(table.contains("1.60 (1.30 to 2.00)"), "{table}");
        assert_eq!(table.lines().count(), 3, "{table}");
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(Vec::new()), 0.0);
    }
}
