//! All metrics of the process, and the text that a scraper reads.
//!
//! Every part registers its own by [`register`]. Here they get their common prefix, and the format
//! that the scraper accepts.

mod plain;

use std::fmt;

use http::HeaderMap;
use http::header::ACCEPT;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Metric, Registry, Unit};

/// What every name begins with.
const PREFIX: &str = "kerbside_relay";

/// A new metric that is in the registry. A clone of it is the same metric.
pub(crate) fn register<M: Metric + Clone + Default>(
    registry: &mut Registry,
    name: &str,
    help: &str,
) -> M {
    let metric = M::default();
    registry.register(name, help, metric.clone());
    metric
}

/// The same with a unit, which becomes a part of the name; of a `metric` that may have no default.
pub(crate) fn register_with_unit<M: Metric + Clone>(
    registry: &mut Registry,
    name: &str,
    help: &str,
    unit: Unit,
    metric: M,
) -> M {
    registry.register_with_unit(name, help, unit, metric.clone());
    metric
}

/// A number as a gauge has it: the largest that it can have for one that is larger.
pub(crate) fn gauged(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// The part of the registry in which all metrics of the relay are, with those of the process
/// itself. `started` is the Unix second.
pub(crate) fn named(registry: &mut Registry, started: u64) -> &mut Registry {
    let registry = registry.sub_registry_with_prefix(PREFIX);
    let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
    registry.register("build", "What is running", version);
    let start: Gauge = register_with_unit(
        registry,
        "start_timestamp",
        "When the process began, as Unix time",
        Unit::Seconds,
        Gauge::default(),
    );
    start.set(gauged(started));
    registry
}

/// The forms that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// OpenMetrics 1.0.
    OpenMetrics,
    /// The text format 0.0.4, which every scraper reads.
    Plain,
}

impl Form {
    /// The form for who accepts these: OpenMetrics for who names it (RFC 9110 section 12.5.1).
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT).iter();
        let mut ranges = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        match ranges.any(takes_openmetrics) {
            true => Self::OpenMetrics,
            false => Self::Plain,
        }
    }

    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            Self::Plain => "text/plain; version=0.0.4; charset=utf-8",
        }
    }
}

/// Whether a media range is OpenMetrics, and of any weight.
fn takes_openmetrics(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let is_openmetrics = parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/openmetrics-text"));
    let is_refused = parts.any(|parameter| {
        parameter
            .split_once('=')
            .filter(|(name, _)| name.eq_ignore_ascii_case("q"))
            .and_then(|(_, weight)| weight.parse().ok())
            .is_some_and(|weight: f32| weight == 0.0)
    });
    is_openmetrics && !is_refused
}

/// All metrics in one form, as a scraper gets them.
pub(crate) fn text(registry: &Registry, form: Form) -> Result<String, fmt::Error> {
    let mut text = String::new();
    encode(&mut text, registry)?;
    Ok(match form {
        Form::OpenMetrics => text,
        Form::Plain => plain::of(&text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openmetrics_is_for_who_names_it_and_the_others_read_plain_text() {
        for (accept, form) in [
            (&["application/openmetrics-text"][..], Form::OpenMetrics),
            (
                &[
                    "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2",
                ],
                Form::OpenMetrics,
            ),
            (
                &["text/plain", "Application/OpenMetrics-Text ; Q=0.1"],
                Form::OpenMetrics,
            ),
            (&["text/plain;version=0.0.4"], Form::Plain),
            (&["application/openmetrics-text;q=0, */*"], Form::Plain),
            (&["application/openmetrics-text; q=0.000"], Form::Plain),
            (&["application/openmetrics-text-2"], Form::Plain),
            (&["*/*"], Form::Plain),
            (&[""], Form::Plain),
            (&[], Form::Plain),
        ] {
            let values = accept.iter().map(|value| (ACCEPT, value.parse().unwrap()));
            assert_eq!(Form::accepted(&values.collect()), form, "{accept:?}");
        }
    }
}
