//! All that was measured, and what stands for it: medians over the rounds, with their spread.

use serde::Serialize;

use super::conditions::Conditions;
use super::memory::Memory;
use super::round::{Measured, Row};
use super::running::Proxy;
use super::settings::Settings;
use crate::client::Inbound;

/// What is written to `target/bench/relay.json`.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) conditions: Conditions,
    pub(super) settings: Settings,
    /// What stands for the rounds.
    pub(super) summary: Vec<Summary>,
    /// The rounds.
    pub(super) series: Vec<Series>,
    pub(super) footprints: Vec<Footprint>,
}

/// The rounds of one proxy under one kind of load.
#[derive(Debug, Serialize)]
pub(super) struct Series {
    pub(super) inbound: Inbound,
    pub(super) row: Row,
    pub(super) proxy: Proxy,
    pub(super) rounds: Vec<Measured>,
    /// Counted apart from the rounds; nothing where strace may not look.
    pub(super) syscalls_a_call: Option<f64>,
}

/// What one process takes beside time.
#[derive(Debug, Serialize)]
pub(super) struct Footprint {
    pub(super) inbound: Inbound,
    pub(super) proxy: Proxy,
    /// From the start of the process to the end of its first answer.
    pub(super) start_ms: f64,
    /// Where it was measured.
    pub(super) memory: Option<Memory>,
}

/// What stands for a series. The ratios are of one round's figures each.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    pub(super) inbound: Inbound,
    pub(super) row: Row,
    pub(super) proxy: Proxy,
    pub(super) cpu_us_a_call: Spread,
    /// Processor time relative to nginx's in the same round.
    pub(super) cpu_to_nginx: Option<Spread>,
    pub(super) calls_a_second: Spread,
    pub(super) p50_us: Spread,
    pub(super) p99_us: Spread,
    /// Over the origin's own in the same round.
    pub(super) p99_added_us: Option<Spread>,
    pub(super) proxy_share: Spread,
    pub(super) load_share: Spread,
    pub(super) origin_share: Spread,
    pub(super) syscalls_a_call: Option<f64>,
}

/// The middle of some figures, and their ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Spread {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Spread {
    /// Of these; 0 of none.
    pub(super) fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut figures: Vec<_> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let at = |index: usize| figures.get(index).copied().unwrap_or_default();
        let last = figures.len().saturating_sub(1);
        Self {
            median: f64::midpoint(at(last / 2), at(last.div_ceil(2))),
            least: at(0),
            most: at(last),
        }
    }
}

/// What stands for each of the series.
pub(super) fn summaries(all: &[Series]) -> Vec<Summary> {
    let summary = |series: &Series| {
        let beside = |proxy| {
            all.iter().find(|other| {
                (other.inbound, other.row, other.proxy) == (series.inbound, series.row, proxy)
            })
        };
        let of = |figure: fn(&Measured) -> f64| Spread::of(series.rounds.iter().map(figure));
        let with = |proxy, figure: fn(&Measured, &Measured) -> f64| {
            let other = beside(proxy)?;
            let pairs = series.rounds.iter().zip(&other.rounds);
            Some(Spread::of(pairs.map(|(own, other)| figure(own, other))))
        };
        Summary {
            inbound: series.inbound,
            row: series.row,
            proxy: series.proxy,
            cpu_us_a_call: of(|round| round.cpu_us_a_call),
            cpu_to_nginx: with(Proxy::Nginx, |own, nginx| {
                own.cpu_us_a_call / nginx.cpu_us_a_call
            }),
            calls_a_second: of(|round| round.calls_a_second),
            p50_us: of(|round| round.p50_us),
            p99_us: of(|round| round.p99_us),
            p99_added_us: with(Proxy::Direct, |own, origin| own.p99_us - origin.p99_us),
            proxy_share: of(|round| round.proxy_share),
            load_share: of(|round| round.load_share),
            origin_share: of(|round| round.origin_share),
            syscalls_a_call: series.syscalls_a_call,
        }
    };
    all.iter().map(summary).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        let spread = |median, least, most| Spread {
            median,
            least,
            most,
        };
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]), spread(2.5, 1.0, 4.0));
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), spread(2.0, 1.0, 3.0));
        assert_eq!(Spread::of([]), spread(0.0, 0.0, 0.0));
    }
}
