//! The faults that are on order.

use std::num::NonZeroU64;
use std::sync::Mutex;

use hyper::Method;
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
    /// The true answer, `ms` late; what it is about is done as late.
    Delay,
    /// The true answer, whose work is done at once, `ms` late.
    LateAnswer,
    /// A TCP reset in place of an answer, and nothing is done.
    Reset,
    /// The same in place of the true answer: all is done, and the caller can't know.
    LostAnswer,
    /// An error of a given status, 503 if none is, in place of the true answer: all is done.
    StatusThoughDone,
    /// The true answer, cut in half.
    Truncate,
    /// The true answer's status and headers, with a body that is not JSON.
    Garbage,
    /// The true answer without `_embedded`, in which a list has its items.
    Hollow,
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
    /// Of requests with this method only.
    method: Option<String>,
    /// Of paths that begin so only.
    path: Option<String>,
    /// Of paths that end so only: `/remotes`, whatever car and callback.
    ending: Option<String>,
    /// Of queries with this in them only: `extension=onboardCapabilities`.
    query: Option<String>,
    kind: FaultKind,
    status: Option<u16>,
    ms: Option<u64>,
    /// Of how many requests; of all, if no number is given.
    times: Option<u64>,
    /// Of one in so many requests, the last of them; of each, if no number is given.
    every: Option<NonZeroU64>,
    /// How many requests it was met by since it last struck.
    #[serde(skip)]
    met: u64,
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
    #[error("a delay and a late answer need ms")]
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
        let is_late = matches!(fault.kind, FaultKind::Delay | FaultKind::LateAnswer);
        if is_late && fault.ms.is_none() {
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

    /// The oldest order for a request to `path` (after the base) with `query`, counted as carried out.
    pub(crate) fn strike(
        &self,
        target: Target,
        method: &Method,
        (path, query): (&str, &str),
    ) -> Option<Strike> {
        let mut faults = lock(&self.0);
        let fault = faults.iter_mut().find_map(|fault| {
            let strikes = fault.is_about(target, method, (path, query)) && fault.is_due();
            strikes.then_some(fault)
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
    fn is_about(&self, target: Target, method: &Method, (path, query): (&str, &str)) -> bool {
        let is = |named: &Option<String>, fits: &dyn Fn(&str) -> bool| {
            named.as_ref().is_none_or(|named| fits(named))
        };
        self.on == target
            && is(&self.method, &|named| named == method.as_str())
            && is(&self.path, &|named| path.starts_with(named))
            && is(&self.ending, &|named| path.ends_with(named))
            && is(&self.query, &|named| query.contains(named))
            && self.times != Some(0)
    }

    /// Whether it strikes the request that it is met by.
    fn is_due(&mut self) -> bool {
        self.met += 1;
        let is_due = self.every.is_none_or(|every| self.met >= every.get());
        if is_due {
            self.met = 0;
        }
        is_due
    }

    fn is_well_worded(&self) -> bool {
        match (self.code, &self.text) {
            (None, None) => true,
            (Some(_), None) => false,
            (_, Some(_)) => {
                let is_status =
                    matches!(self.kind, FaultKind::Status | FaultKind::StatusThoughDone);
                self.on == Target::Api && is_status
            }
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
        assert_eq!(
            faults.strike(Target::Idp, &Method::GET, ("/user/vehicles", "")),
            None
        );
        assert_eq!(
            faults.strike(Target::Api, &Method::GET, ("/user", "")),
            None
        );
        for _ in 0..2 {
            let strike = faults
                .strike(Target::Api, &Method::GET, ("/user/vehicles/12", ""))
                .unwrap();
            assert_eq!((strike.kind, strike.status), (FaultKind::Status, Some(502)));
        }
        assert_eq!(
            faults.strike(Target::Api, &Method::GET, ("/user/vehicles", "")),
            None
        );
    }

    #[test]
    fn a_fault_without_a_count_strikes_until_cancelled() {
        let faults = Faults::default();
        faults
            .order(fault(r#"{"on":"idp","kind":"reset"}"#))
            .unwrap();
        for _ in 0..10 {
            assert!(
                faults
                    .strike(Target::Idp, &Method::GET, ("/anything", ""))
                    .is_some()
            );
        }
        faults.cancel();
        assert_eq!(
            faults.strike(Target::Idp, &Method::GET, ("/anything", "")),
            None
        );
    }

    #[test]
    fn a_fault_may_be_of_a_method_of_an_ending_and_of_one_in_so_many() {
        let faults = Faults::default();
        let order =
            r#"{"on":"api","method":"POST","ending":"/remotes","kind":"lost-answer","every":3}"#;
        faults.order(fault(order)).unwrap();
        let path = ("/user/vehicles/12/callbacks/6a/remotes", "");
        assert_eq!(faults.strike(Target::Api, &Method::GET, path), None);
        let other = faults.strike(Target::Api, &Method::POST, ("/user/callbacks", ""));
        assert_eq!(other, None);
        let struck = (0..9).map(|_| faults.strike(Target::Api, &Method::POST, path).is_some());
        let expected = [false, false, true].repeat(3);
        assert_eq!(struck.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_fault_may_be_of_what_a_query_has() {
        let faults = Faults::default();
        let order = r#"{"on":"api","query":"extension=a","kind":"status","status":500}"#;
        faults.order(fault(order)).unwrap();
        for (query, strikes) in [
            ("", false),
            ("extension=b", false),
            ("x=1&extension=a", true),
        ] {
            let strike = faults.strike(Target::Api, &Method::GET, ("/user/vehicles", query));
            assert_eq!(strike.is_some(), strikes, "{query}");
        }
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
