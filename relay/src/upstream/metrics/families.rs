//! How the series of the identities in use are written, a family of them at a time.

use std::fmt;

use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::TypedMetric;
use prometheus_client::registry::Unit;

use super::meter::Meter;

/// A metric of one identity, and its label beside that: the name and the word.
pub(super) type Series<M> = (Option<(&'static str, &'static str)>, M);

/// Writes families of the series of these identities.
pub(super) struct Families<'e, 'm> {
    encoder: DescriptorEncoder<'e>,
    meters: &'m [Meter],
}

/// The only series of an identity.
pub(super) fn alone<M: Clone>(metric: &M) -> [Series<M>; 1] {
    [(None, metric.clone())]
}

/// Series by the word of a label.
pub(super) fn by<M: Clone, const N: usize>(
    label: &'static str,
    series: [(&'static str, &M); N],
) -> [Series<M>; N] {
    series.map(|(word, metric)| (Some((label, word)), metric.clone()))
}

/// The same of as many as there are.
pub(super) fn by_each<M>(
    label: &'static str,
    series: Vec<(&'static str, M)>,
) -> impl Iterator<Item = Series<M>> {
    let series = series.into_iter();
    series.map(move |(word, metric)| (Some((label, word)), metric))
}

impl<'e, 'm> Families<'e, 'm> {
    pub(super) fn new(encoder: DescriptorEncoder<'e>, meters: &'m [Meter]) -> Self {
        Self { encoder, meters }
    }

    /// Writes one family, if there is a series in it.
    pub(super) fn write<M, S>(
        &mut self,
        name: &str,
        unit: Option<Unit>,
        help: &str,
        of: impl Fn(&'m Meter) -> S,
    ) -> fmt::Result
    where
        M: EncodeMetric + TypedMetric,
        S: IntoIterator<Item = Series<M>>,
    {
        let all = self.meters.iter().flat_map(|meter| {
            let identity = ("identity", meter.identity.as_str());
            let series = of(meter).into_iter();
            series.map(move |(label, metric)| (identity, label, metric))
        });
        let mut all = all.peekable();
        if all.peek().is_none() {
            return Ok(());
        }
        // A registry ends the help of its own metrics so.
        let help = format!("{help}.");
        let mut family = self
            .encoder
            .encode_descriptor(name, &help, unit.as_ref(), M::TYPE)?;
        for (identity, label, metric) in all {
            let labels: Vec<_> = [identity].into_iter().chain(label).collect();
            metric.encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
