//! A call that fails, as the edge, the log and the metrics see it.

use super::client::{Answer, Call, VEHICLES};
use super::relay::Folder;

/// What an upstream may write and nobody may repeat.
pub(crate) const PROSE: &str = "PROSE-OF-THE-UPSTREAM";

/// What became of it.
pub(crate) struct Failed {
    pub(crate) answer: Answer,
    /// The problem's code.
    pub(crate) code: String,
    pub(crate) relay_answer: String,
    /// The kind of failure that was counted.
    pub(crate) kind: String,
    /// What was logged of it.
    pub(crate) reason: String,
}

/// Makes a driver's call through a fresh relay before the upstream on this port.
pub(crate) fn call(folder: &Folder, upstream: u16, settings: &[(&str, &str)]) -> Failed {
    let relay = folder.start(upstream, settings);
    let answer = relay.send(&Call::to(VEHICLES));
    let (code, relay_answer) = answer.problem();
    let line = relay.logged_request(&answer);
    assert_eq!(line["outcome"], code);
    let reason = line["reason"].as_str().unwrap().to_owned();
    let metrics = relay.metrics();
    let counted: Vec<_> = metrics
        .lines()
        .filter_map(|line| line.strip_prefix("kerbside_relay_upstream_calls_total{"))
        .filter(|series| !series.ends_with(" 0"))
        .collect();
    let kind = match counted.as_slice() {
        [one] => one
            .strip_prefix("identity=\"test\",outcome=\"")
            .and_then(|rest| rest.strip_suffix("\"} 1")),
        _ => None,
    };
    let kind = kind.unwrap_or_else(|| panic!("{counted:?}")).to_owned();
    assert!(!answer.body.contains(PROSE) && !relay.log().contains(PROSE));
    assert!(answer.body.contains(answer.header("x-request-id")));
    Failed {
        answer,
        code,
        relay_answer,
        kind,
        reason,
    }
}

impl Failed {
    /// It is this problem, went this far, and is counted as of this kind and logged with it and
    /// these words.
    #[track_caller]
    pub(crate) fn is(&self, code: &str, relay_answer: &str, kind: &str, words: &str) {
        let Self { reason, .. } = self;
        assert_eq!(
            (&*self.code, &*self.relay_answer, &*self.kind),
            (code, relay_answer, kind),
            "{reason}"
        );
        assert!(reason.starts_with(&format!("{kind}: ")), "{reason}");
        assert!(reason.contains(words), "{reason}");
    }
}
