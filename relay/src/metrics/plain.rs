//! The text format 0.0.4, for scrapers that do not read OpenMetrics.
//!
//! Both formats have the same sample lines and differ in the metadata of a family: a counter has
//! the name of its samples, and there are no types `info` and `unknown`, no units and no end
//! marker. (<https://prometheus.io/docs/instrumenting/exposition_formats/>)

/// A text of OpenMetrics in the older format.
pub(super) fn of(openmetrics: &str) -> String {
    let mut text = String::with_capacity(openmetrics.len());
    let mut help = "";
    for line in openmetrics.lines() {
        let mut words = line.splitn(4, ' ');
        match [(); 4].map(|()| words.next().unwrap_or_default()) {
            // The type, which comes after it, decides the name.
            ["#", "HELP", _, words] => help = words,
            ["#", "TYPE", name, kind] => {
                let (suffix, kind) = match kind {
                    "counter" => ("_total", kind),
                    "info" => ("_info", "gauge"),
                    "unknown" => ("", "untyped"),
                    _ => ("", kind),
                };
                text.extend(["# HELP ", name, suffix, " ", help, "\n"]);
                text.extend(["# TYPE ", name, suffix, " ", kind, "\n"]);
            }
            ["#", ..] => {}
            _ => text.extend([line, "\n"]),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::text::encode;
    use prometheus_client::metrics::counter::Counter;
    use prometheus_client::metrics::gauge::Gauge;
    use prometheus_client::metrics::info::Info;
    use prometheus_client::registry::{Registry, Unit};

    use super::*;

    #[test]
    fn families_go_by_the_names_of_their_samples_and_samples_are_as_they_were() {
        let mut registry = Registry::default();
        registry.register("calls", "Calls # of all", Counter::<u64>::default());
        registry.register_with_unit("start", "When", Unit::Seconds, Gauge::<i64>::default());
        registry.register("build", "What", Info::new([("version", "1 # \"2\"")]));
        let mut text = String::new();
        encode(&mut text, &registry).unwrap();
        assert_eq!(
            of(&text),
            "# HELP calls_total Calls # of all.\n\
             # TYPE calls_total counter\n\
             calls_total 0\n\
             # HELP start_seconds When.\n\
             # TYPE start_seconds gauge\n\
             start_seconds 0\n\
             # HELP build_info What.\n\
             # TYPE build_info gauge\n\
             build_info{version=\"1 # \\\"2\\\"\"} 1\n"
        );
    }

    #[test]
    fn a_metric_of_no_known_type_is_untyped() {
        let text = "# HELP a What\n# TYPE a unknown\na 1\n# EOF\n";
        assert_eq!(of(text), "# HELP a What\n# TYPE a untyped\na 1\n");
    }
}
