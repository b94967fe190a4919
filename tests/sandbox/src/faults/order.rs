//! The faults that are on order.

use std::sync::Mutex;

use serde::Deserialize;

use crate::lock::lock;

/// Whose requests a fault strikes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Target {
    /// The connected-car API's.
    Api,
    /// The identity provider's.
    Idp,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FaultKind {
    /// An error of a given status, 503 if none is; the API's in the backend's words if a code is
    /// given with it, in the gateway's otherwise.
    Status,
    /// The true answer, `ms` late.
    Delay,
    /// A TCP reset in place of an answer.
    Reset,
    /// The true answer, cut in half.
    Truncate,
    /// The true answer's status and headers, with a body that is not JSON.
    Garbage,
    /// A page for people, with a given status or 200.
    Html,
    /// 429 with all that belongs to it.
    RateLimit,
    /// The bearer is no longer good; at the token endpoint, the grant is not.
    InvalidToken,
    /// No answer, ever.
    Hang,
    /// 64 MiB, of a length that is not announced.
    Huge,
}

/// One order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    on: Target,
    path: Option<String>,
    kind: FaultKind,
    status: Option<u16>,
    ms: Option<u64>,
    times: Option<u64>,
    code: Option<u32>,
    text: Option<String>,
}

/// What an error says in place of what it usually says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ErrorText {
    /// The backend's code, `50038` for example; the gateway has none.
    pub(crate) code: Option<u32>,
    /// The text.
    pub(crate) text: String,
}

/// A fault that strikes a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Strike {
    /// What goes wrong.
    pub(crate) kind: FaultKind,
    /// The status ordered with it.
    pub(crate) status: Option<u16>,
    /// The milliseconds ordered with it.
    pub(crate) ms: u64,
    /// The words ordered with it.
    pub(crate) error_text: Option<ErrorText>,
}

/// An order that makes no sense.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum OrderError {
    /// A delay of how long?
    #[error("a delay needs ms")]
    DelayWithoutTime,
    /// A status that can't end a request.
    #[error("a status is from 200 to 599")]
    Status,
    /// Words of what says nothing, or a code without words.
    #[error("code and text are of a status of the api, and a code comes with a text")]
    Words,
}

/// Every fault on order, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// Takes an order.
    pub(crate) fn order(&self, fault: Fault) -> Result<(), OrderError> {
        if fault.kind == FaultKind::Delay && fault.ms.is_none() {
            return Err(OrderError::DelayWithoutTime);
        }
        if fault
            .status
            .is_some_and(|status| !(200..600).contains(&status))
        {
            return Err(OrderError::Status);
        }
        if !fault.is_well_worded() {
            return Err(OrderError::Words);
        }
        lock(&self.0).push(fault);
        Ok(())
    }

    /// Cancels every order.
    pub(crate) fn cancel(&self) {
        lock(&self.0).clear();
    }

    /// The oldest order for a request to `path` (after the base), counted as carried out.
    pub(crate) fn strike(&self, target: Target, path: &str) -> Option<Strike> {
        let mut faults = lock(&self.0);
        let fault = faults.iter_mut().find(|fault| {
            let here = fault.path.as_ref().is_none_or(|at| path.starts_with(at));
            fault.on == target && here && fault.times != Some(0)
        })?;
        if let Some(times) = &mut fault.times {
            *times -= 1;
        }
        Some(Strike {
            kind: fault.kind,
            status: fault.status,
            ms: fault.ms.unwrap_or(0),
            error_text: fault.error_text(),
        })
    }
}

impl Fault {
    fn is_well_worded(&self) -> bool {
        match (self.code, &self.text) {
            (None, None) => true,
            (Some(_), None) => false,
            (_, Some(_)) => self.on == Target::Api && self.kind == FaultKind::Status,
        }
    }

    fn error_text(&self) -> Option<ErrorText> {
        let text = self.text.clone()?;
        Some(ErrorText {
            code: self.code,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(json: &str) -> Fault {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_fault_strikes_where_and_as_often_as_ordered() {
        let faults = Faults::default();
        let order =
            r#"{"on":"api","path":"/user/vehicles","kind":"status","status":502,"times":2}"#;
        faults.order(fault(order)).unwrap();
        assert_eq!(faults.strike(Target::Idp, "/user/vehicles"), None);
        assert_eq!(faults.strike(Target::Api, "/user"), None);
        for _ in 0..2 {
            let strike = faults.strike(Target::Api, "/user/vehicles/12").unwrap();
            assert_eq!((strike.kind, strike.status), (FaultKind::Status, Some(502)));
        }
        assert_eq!(faults.strike(Target::Api, "/user/vehicles"), None);
    }

    #[test]
    fn a_fault_without_a_count_strikes_until_cancelled() {
        let faults = Faults::default();
        faults
            .order(fault(r#"{"on":"idp","kind":"reset"}"#))
            .unwrap();
        for _ in 0..10 {
            assert!(faults.strike(Target::Idp, "/anything").is_some());
        }
        faults.cancel();
        assert_eq!(faults.strike(Target::Idp, "/anything"), None);
    }

    #[test]
    fn an_order_that_makes_no_sense_is_refused() {
        let faults = Faults::default();
        let delay = faults.order(fault(r#"{"on":"api","kind":"delay"}"#));
        assert_eq!(delay, Err(OrderError::DelayWithoutTime));
        let status = faults.order(fault(r#"{"on":"api","kind":"status","status":99}"#));
        assert_eq!(status, Err(OrderError::Status));
        for wordless in [
            r#"{"on":"api","kind":"status","code":50038}"#,
            r#"{"on":"idp","kind":"status","text":"gone"}"#,
            r#"{"on":"api","kind":"reset","text":"gone"}"#,
        ] {
            let order = faults.order(fault(wordless));
            assert_eq!(order, Err(OrderError::Words), "{wordless}");
        }
        for unknown in [
            r#"{"on":"edge","kind":"reset"}"#,
            r#"{"on":"api","kind":"flood"}"#,
            r#"{"on":"api","kind":"reset","often":3}"#,
        ] {
            assert!(serde_json::from_str::<Fault>(unknown).is_err(), "{unknown}");
        }
    }
}
