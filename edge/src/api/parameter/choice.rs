//! A parameter that is one or more of several words.

use shared::problem::Problem;

use crate::api::parameter::query::{Query, invalid};

/// One or more of several words, with commas between them.
#[derive(Debug)]
pub struct Choice {
    /// The parameter.
    pub name: &'static str,
    /// The upstream's parameter. It is sent once for each word.
    pub upstream: &'static str,
    /// Our words, each with the upstream's. That is empty for a word which is not sent.
    pub words: &'static [(&'static str, &'static str)],
}

impl Choice {
    pub(super) fn upstream_pairs(
        &self,
        query: &Query,
    ) -> Result<Vec<(&'static str, String)>, Problem> {
        let name = self.name;
        let Some(text) = query.get(name) else {
            return Ok(Vec::new());
        };
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        for asked in text.split(',') {
            let Some((_, word)) = self.words.iter().find(|(ours, _)| *ours == asked) else {
                let known: Vec<_> = self.words.iter().map(|(ours, _)| *ours).collect();
                let detail = format!("{name} is one or more of {}", known.join(","));
                return Err(invalid(name, detail));
            };
            if text.split(',').filter(|other| *other == asked).count() > 1 {
                return Err(invalid(name, format!("{asked} is there twice")));
            }
            if !word.is_empty() {
                pairs.push((self.upstream, (*word).to_owned()));
            }
        }
        Ok(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    static KINDS: Choice = Choice {
        name: "type",
        upstream: "type",
        words: &[
            ("status", "vehicle.alarm.status"),
            ("trigger", "vehicle.alarm.trigger"),
        ],
    };

    fn pairs(query: &str) -> Result<Vec<(&'static str, String)>, Problem> {
        KINDS.upstream_pairs(&Query::read(query, &[KINDS.name]).unwrap())
    }

    #[test]
    fn each_word_becomes_a_parameter_of_the_upstreams() {
        let (status, trigger) = (
            "vehicle.alarm.status".to_owned(),
            "vehicle.alarm.trigger".to_owned(),
        );
        assert_eq!(pairs(""), Ok(vec![]));
        assert_eq!(pairs("type=status"), Ok(vec![("type", status.clone())]));
        assert_eq!(
            pairs("type=trigger,status"),
            Ok(vec![("type", trigger), ("type", status)])
        );
    }

    #[test]
    fn a_word_that_is_none_or_is_there_twice_is_refused() {
        for value in [
            "",
            "Status",
            "vehicle.alarm.status",
            "status,",
            "status,status",
        ] {
            assert_eq!(refused(pairs(&format!("type={value}"))), "type", "{value}");
        }
    }
}
