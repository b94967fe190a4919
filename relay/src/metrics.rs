//! All metrics of the process, and the text that a scraper reads.
//!
//! Every part registers its own; here they get one name and one form: OpenMetrics 1.0.

use std::fmt;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// The media type of the text.
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// What every name begins with.
const PREFIX: &str = "kerbside_relay";

/// Where the parts of the relay register theirs; what is known of the process itself is there
/// already. `started` is the Unix second.
pub(crate) fn named(registry: &mut Registry, started: u64) -> &mut Registry {
    let registry = registry.sub_registry_with_prefix(PREFIX);
    let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
    registry.register("build", "What is running", version);
    let start: Gauge = Gauge::default();
    start.set(i64::try_from(started).unwrap_or(i64::MAX));
    registry.register_with_unit(
        "start_timestamp",
        "When the process began, as Unix time",
        Unit::Seconds,
        start,
    );
    registry
}

/// What a scraper is told.
pub(crate) fn text(registry: &Registry) -> Result<String, fmt::Error> {
    let mut text = String::new();
    encode(&mut text, registry)?;
    Ok(text)
}
