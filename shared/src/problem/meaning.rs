//! What the upstream's error answers mean, in one table.
//!
//! Statuses alone do not say: a 401 may be about the token, or about the app that asks. Where an
//! answer fits two meanings it gets the weaker one, whose page names the other.

use std::ops::RangeInclusive;

use super::code::Code;
use crate::wire;

use Meaning::{InvalidToken, Problem, UnknownId};
use Tell::{Any, Coded, CodedText, Error, Text, Word};

/// What an error answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The driver's access token is not, or no longer, good: refresh and ask once more.
    InvalidToken,
    /// The call has an identifier that nothing has. Which one, who built it knows.
    UnknownId,
    /// A problem to be answered.
    Problem(Code),
}

/// What tells an answer from others of its status.
#[derive(Debug)]
enum Tell {
    /// An OAuth error, in the challenge (RFC 6750 section 3) or as the body's `error`.
    Error(&'static str),
    /// Part of any text in the body, in lower case.
    Text(&'static str),
    /// A whole word of any text in the body, in lower case: it is not one inside a name that is
    /// joined by `-` or `_`.
    Word(&'static str),
    /// The backend's own code, which is the status and two digits, or 1001 and its like as the
    /// specification has it: a gateway in front of the backend has none, and the call did not get far.
    Coded,
    /// Both: such a code and this part of a text. A gateway's texts have the same words for plans,
    /// scopes and consents of the app's.
    CodedText(&'static str),
    /// Nothing more.
    Any,
}

/// One row: the statuses, what tells, and the meaning.
type Row = (RangeInclusive<u16>, Tell, Meaning);

/// The first row that fits an answer has its meaning; where none does, the upstream has refused the
/// call for a reason of its own. Behind each row is what it is known from: a specification, the
/// manufacturer's documents, an answer that was seen, or only the manufacturer's word for the thing.
#[rustfmt::skip]
static TABLE: [Row; 30] = [
    (401..=401, Error("invalid_token"),                 InvalidToken),                          // RFC 6750, seen
    (401..=401, Text("cannot pass the security checks"), InvalidToken),                         // seen
    (401..=401, Text("token is invalid"),               InvalidToken),                          // seen
    (400..=403, Error("insufficient_scope"),            Problem(Code::ConsentMissing)),         // RFC 6750
    (401..=401, Any,                                    Problem(Code::PartnerAccess)),          // seen: no plan, no such client

    (400..=400, Error("invalid_client"),                Problem(Code::PartnerAccess)),          // RFC 6749
    (400..=400, Error("unauthorized_client"),           Problem(Code::PartnerAccess)),          // RFC 6749
    (400..=400, Error("server_error"),                  Problem(Code::UpstreamUnavailable)),    // seen
    (400..=400, Text("parameter: x-"),                  Problem(Code::UpstreamRejected)),       // seen: a header
    (400..=400, Text("client id"),                      Problem(Code::PartnerAccess)),          // seen with 401
    (400..=400, Text("client_id"),                      Problem(Code::PartnerAccess)),          // RFC 6749
    (400..=400, Text("client-id"),                      Problem(Code::PartnerAccess)),          // documents: a header
    (400..=400, Text("application id"),                 Problem(Code::PartnerAccess)),          // word
    (400..=400, Text("client identifier"),              Problem(Code::PartnerAccess)),          // word
    (400..=400, Text("request id"),                     Problem(Code::UpstreamRejected)),       // word
    (400..=400, Text("correlation id"),                 Problem(Code::UpstreamRejected)),       // word
    (400..=400, Text("vehicle id"),                     Problem(Code::VehicleNotFound)),        // documents
    (400..=400, Word("id"),                             UnknownId),                             // documents
    (400..=400, Text("identifier"),                     UnknownId),                             // word

    (403..=404, Text("rights.error.privacy"),           Problem(Code::PrivacyOn)),              // seen of remotes
    (403..=404, CodedText("privacy"),                   Problem(Code::PrivacyOn)),              // word
    (403..=404, CodedText("subscri"),                   Problem(Code::ServiceNotSubscribed)),   // word
    (403..=403, CodedText("scope"),                     Problem(Code::ConsentMissing)),         // word
    (403..=403, CodedText("consent"),                   Problem(Code::ConsentMissing)),         // word
    (403..=403, Coded,                                  Problem(Code::NotThisDriversVehicle)),  // documents
    (404..=404, Coded,                                  Problem(Code::NoDataYet)),              // documents, seen

    (429..=429, Any,                                    Problem(Code::RateLimited)),            // documents
    (495..=496, Any,                                    Problem(Code::CertificateRefused)),     // seen; the relay says so first

    (500..=500, Text("corvet"),                         Problem(Code::TelematicsBoxReplaced)),  // seen with 50000
    (500..=599, Any,                                    Problem(Code::UpstreamUnavailable)),    // seen: 50000, 50038, gateway
];

/// Every problem that an answer may mean.
#[cfg(feature = "openapi")]
pub(super) fn codes() -> impl Iterator<Item = Code> {
    let codes = TABLE.iter().filter_map(|(_, _, meaning)| match meaning {
        Problem(code) => Some(*code),
        InvalidToken | UnknownId => None,
    });
    codes.chain([Code::UpstreamRejected])
}

/// The meaning of an answer that is not a success.
pub fn meaning(status: u16, www_authenticate: Option<&str>, error: &wire::Error) -> Meaning {
    let errors = [www_authenticate, error.error.as_deref()];
    let texts = error.texts().map(str::to_ascii_lowercase);
    let texts: Vec<String> = texts.collect();
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    let is_coded = is_coded(status, error.code.as_deref());
    let fits = |tell: &Tell| match tell {
        Error(name) => errors.iter().flatten().any(|said| said.contains(name)),
        Text(part) => has(part),
        Word(word) => texts.iter().any(|text| {
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))
                .any(|it| it == *word)
        }),
        Coded => is_coded,
        CodedText(part) => is_coded && has(part),
        Any => true,
    };
    TABLE
        .iter()
        .find(|(statuses, tell, _)| statuses.contains(&status) && fits(tell))
        .map_or(Problem(Code::UpstreamRejected), |(_, _, meaning)| *meaning)
}

/// Whether a code is one of the manufacturer's: the status and two digits, or, by its
/// specification, four digits from 1000.
pub(super) fn is_coded(status: u16, code: Option<&str>) -> bool {
    let Some(code) = code.filter(|code| code.bytes().all(|b| b.is_ascii_digit())) else {
        return false;
    };
    let is_of_the_specification = code.len() == 4 && code.starts_with("10");
    let digits = code.strip_prefix(&status.to_string());
    is_of_the_specification || digits.is_some_and(|digits| digits.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning_of(status: u16, challenge: Option<&str>, body: &str) -> Meaning {
        let error = wire::read(body.as_bytes()).unwrap().value;
        meaning(status, challenge, &error)
    }

    fn gateway(text: &str) -> String {
        format!(r#"{{"httpCode":"000","httpMessage":"Error","moreInformation":"{text}"}}"#)
    }

    fn backend(code: u32, text: &str) -> String {
        format!(r#"{{"code":"{code}","uuid":"8a","message":"{text}"}}"#)
    }

    fn oauth(error: &str) -> String {
        format!(r#"{{"error":"{error}","error_description":"x"}}"#)
    }

    #[test]
    fn every_answer_that_is_known_means_what_its_source_says() {
        for (status, body, code) in [
            (401, gateway("Not registered to plan"), Code::PartnerAccess),
            (
                401,
                gateway("Invalid client id or secret."),
                Code::PartnerAccess,
            ),
            (400, oauth("invalid_client"), Code::PartnerAccess),
            (400, oauth("unauthorized_client"), Code::PartnerAccess),
            (400, oauth("server_error"), Code::UpstreamUnavailable),
            (
                400,
                backend(40000, "Invalid parameter: X-MPHSource"),
                Code::UpstreamRejected,
            ),
            (
                400,
                backend(40000, "Bad Request: Invalid vehicle id."),
                Code::VehicleNotFound,
            ),
            (
                403,
                backend(40300, "Forbidden"),
                Code::NotThisDriversVehicle,
            ),
            (
                403,
                backend(40300, "rights.error.privacy.on"),
                Code::PrivacyOn,
            ),
            (
                404,
                backend(40400, "Not Found: Privacy is Full"),
                Code::PrivacyOn,
            ),
            (
                403,
                backend(40300, "No service is subscribed"),
                Code::ServiceNotSubscribed,
            ),
            (
                404,
                backend(40400, "No active SUBSCRIPTION"),
                Code::ServiceNotSubscribed,
            ),
            (
                403,
                backend(40300, "Missing scope data:trip"),
                Code::ConsentMissing,
            ),
            (403, backend(40300, "No consent"), Code::ConsentMissing),
            (403, oauth("insufficient_scope"), Code::ConsentMissing),
            (
                404,
                backend(
                    40400,
                    "Not Found: We didn't find the status for this vehicule.",
                ),
                Code::NoDataYet,
            ),
            (404, backend(40400, "No vehicle found"), Code::NoDataYet),
            (404, backend(40410, "No vehicule found"), Code::NoDataYet),
            (
                404,
                backend(40499, "No data availble for such context."),
                Code::NoDataYet,
            ),
            (429, gateway("Rate Limit exceeded"), Code::RateLimited),
            (
                495,
                backend(495, "Invalid or expired client certificate"),
                Code::CertificateRefused,
            ),
            (
                500,
                backend(50000, "CORVET Error"),
                Code::TelematicsBoxReplaced,
            ),
            (
                500,
                backend(50000, "Internal Server Error"),
                Code::UpstreamUnavailable,
            ),
            (
                500,
                backend(50038, "CVS error/user-vins"),
                Code::UpstreamUnavailable,
            ),
            (500, gateway("Internal Error"), Code::UpstreamUnavailable),
            (503, gateway("Internal Error"), Code::UpstreamUnavailable),
        ] {
            let meaning = meaning_of(status, None, &body);
            assert_eq!(meaning, Problem(code), "{status} {body}");
        }
    }

    #[test]
    fn a_401_is_about_the_token_only_when_it_says_so() {
        let challenge = Some("Bearer error='invalid_token'");
        assert_eq!(meaning_of(401, challenge, "{}"), InvalidToken);
        for body in [
            gateway("Cannot pass the security checks that are required by the target API, x"),
            gateway("Token is invalid"),
            oauth("invalid_token"),
        ] {
            assert_eq!(meaning_of(401, None, &body), InvalidToken, "{body}");
        }
        let about_the_app = Problem(Code::PartnerAccess);
        assert_eq!(meaning_of(401, Some("Basic"), "{}"), about_the_app);
    }

    #[test]
    fn a_token_of_too_narrow_a_scope_is_not_refreshed() {
        let challenge = Some(r#"Bearer error="insufficient_scope", scope="data:trip""#);
        for status in [401, 403] {
            let meaning = meaning_of(status, challenge, "{}");
            assert_eq!(meaning, Problem(Code::ConsentMissing), "{status}");
        }
    }

    #[test]
    fn a_404_is_nothing_found_only_where_the_backend_says_so() {
        for body in [
            gateway("No resources match requested URI").as_str(),
            r#"{"code":404}"#,
            r#"{"code":40}"#,
            r#"{"code":404000}"#,
            "{}",
        ] {
            let meaning = meaning_of(404, None, body);
            assert_eq!(meaning, Problem(Code::UpstreamRejected), "{body}");
        }
    }

    #[test]
    fn the_specifications_own_code_is_the_backends_too() {
        let body = r#"{"code":1001,"debug":"x","message":"Not Found"}"#;
        assert_eq!(meaning_of(404, None, body), Problem(Code::NoDataYet));
    }

    #[test]
    fn a_403_is_about_the_driver_only_where_the_backend_says_so() {
        for body in [
            "{}",
            r#"{"message":"Forbidden"}"#,
            r#"{"code":"403","message":"No consent"}"#,
            &gateway("Forbidden"),
            &gateway("Application is not subscribed to plan"),
            &gateway("Blocked by the privacy policy"),
            &gateway("Scope of the plan exceeded"),
            &gateway("No consent"),
        ] {
            for status in [403, 404] {
                let meaning = meaning_of(status, None, body);
                let expected = Problem(Code::UpstreamRejected);
                assert_eq!(meaning, expected, "{status} {body}");
            }
        }
    }

    #[test]
    fn a_400_is_about_an_identifier_only_where_it_says_so() {
        for (text, expected) in [
            ("Bad Request: Invalid trip id.", UnknownId),
            ("Unknown identifier", UnknownId),
            ("Invalid client id.", Problem(Code::PartnerAccess)),
            (
                " Invalid parameter: X-MPHSource",
                Problem(Code::UpstreamRejected),
            ),
            ("Invalid grid", Problem(Code::UpstreamRejected)),
            ("Bad Request: id is unknown", UnknownId),
            (
                "Invalid parameter: X-Request-Id",
                Problem(Code::UpstreamRejected),
            ),
            (
                "Invalid parameter: X-Vehicle-Id",
                Problem(Code::UpstreamRejected),
            ),
            (
                "Invalid parameter: X-Client-Id",
                Problem(Code::UpstreamRejected),
            ),
            (
                "Missing header X-Request-Id",
                Problem(Code::UpstreamRejected),
            ),
            ("Invalid request id", Problem(Code::UpstreamRejected)),
            ("Missing correlation_id", Problem(Code::UpstreamRejected)),
            ("Invalid correlation id", Problem(Code::UpstreamRejected)),
            ("Invalid parameter: client_id", Problem(Code::PartnerAccess)),
            (
                "Missing header X-IBM-Client-Id",
                Problem(Code::PartnerAccess),
            ),
            ("Unknown application id", Problem(Code::PartnerAccess)),
            ("Unknown client identifier", Problem(Code::PartnerAccess)),
        ] {
            let meaning = meaning_of(400, None, &backend(40000, text));
            assert_eq!(meaning, expected, "{text}");
        }
    }

    #[test]
    fn a_status_alone_has_a_meaning_too() {
        for (status, code) in [
            (304, Code::UpstreamRejected),
            (400, Code::UpstreamRejected),
            (401, Code::PartnerAccess),
            (403, Code::UpstreamRejected),
            (404, Code::UpstreamRejected),
            (405, Code::UpstreamRejected),
            (429, Code::RateLimited),
            (495, Code::CertificateRefused),
            (496, Code::CertificateRefused),
            (500, Code::UpstreamUnavailable),
            (504, Code::UpstreamUnavailable),
            (u16::MAX, Code::UpstreamRejected),
        ] {
            assert_eq!(meaning_of(status, None, "{}"), Problem(code), "{status}");
        }
    }

    #[test]
    fn no_row_stands_behind_one_that_takes_all_its_answers() {
        for (nth, (statuses, _, _)) in TABLE.iter().enumerate() {
            let hidden = |(before, tell, _): &Row| {
                matches!(tell, Any)
                    && before.contains(statuses.start())
                    && before.contains(statuses.end())
            };
            assert!(!TABLE[..nth].iter().any(hidden), "row {nth}");
        }
    }
}
