//! What the upstream's error answers mean.
//!
//! Statuses alone do not say: a 401 may be about the token, or about the app that asks. Source:
//! the manufacturer's list of statuses, and the texts its service has been seen to answer.

use super::code::Code;
use crate::wire;

/// What an error answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The driver's access token is not, or no longer, good: refresh and ask once more.
    InvalidToken,
    /// A problem to be answered.
    Problem(Code),
}

/// Texts of a 401 that are about the token. Any other is about the app: its client id, its
/// secret, or the plan it is subscribed to. Refreshing would not help there.
const TOKEN_TEXTS: [&str; 2] = [
    "Token is invalid",
    "Cannot pass the security checks that are required by the target API or operation",
];

/// The meaning of an answer that is not a success.
pub fn meaning(status: u16, www_authenticate: Option<&str>, error: &wire::Error) -> Meaning {
    match status {
        401 if is_about_the_token(www_authenticate, error) => Meaning::InvalidToken,
        401 => Meaning::Problem(Code::PartnerAccess),
        403 => Meaning::Problem(Code::NotThisDriversVehicle),
        404 if is_nothing_found(error) => Meaning::Problem(Code::NoDataYet),
        429 => Meaning::Problem(Code::RateLimited),
        500..=599 => Meaning::Problem(Code::UpstreamUnavailable),
        _ => Meaning::Problem(Code::UpstreamRejected),
    }
}

/// The backend says of what it looked for and did not find 40400, 40410 or 40499. A 404 of
/// anything before it means that the call did not get that far.
fn is_nothing_found(error: &wire::Error) -> bool {
    let code = error.code.as_deref();
    code.is_some_and(|code| code.len() == 5 && code.starts_with("404"))
}

fn is_about_the_token(www_authenticate: Option<&str>, error: &wire::Error) -> bool {
    let texts = [&error.more_information, &error.message];
    www_authenticate.is_some_and(|challenge| challenge.contains("invalid_token"))
        || texts.into_iter().flatten().any(|text| {
            TOKEN_TEXTS
                .into_iter()
                .any(|known| text.trim_start().starts_with(known))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning_of(status: u16, challenge: Option<&str>, body: &str) -> Meaning {
        let error = wire::read(body.as_bytes()).unwrap().value;
        meaning(status, challenge, &error)
    }

    #[test]
    fn a_401_is_about_the_token_only_when_it_says_so() {
        let gateway = |text| format!(r#"{{"httpCode":"401","moreInformation":"{text}"}}"#);
        let challenge = Some("Bearer error='invalid_token'");
        assert_eq!(meaning_of(401, challenge, "{}"), Meaning::InvalidToken);
        for text in [
            "Cannot pass the security checks that are required by the target API or operation, x",
            "Token is invalid",
        ] {
            assert_eq!(meaning_of(401, None, &gateway(text)), Meaning::InvalidToken);
        }
        for text in ["Not registered to plan", "Invalid client id or secret.", ""] {
            assert_eq!(
                meaning_of(401, None, &gateway(text)),
                Meaning::Problem(Code::PartnerAccess)
            );
        }
    }

    #[test]
    fn a_404_is_nothing_found_only_where_the_backend_says_so() {
        for (body, code) in [
            (r#"{"code":40400}"#, Code::NoDataYet),
            (r#"{"code":"40410"}"#, Code::NoDataYet),
            (
                r#"{"httpCode":"404","moreInformation":"No resources match requested URI"}"#,
                Code::UpstreamRejected,
            ),
            (r#"{"code":404}"#, Code::UpstreamRejected),
            ("{}", Code::UpstreamRejected),
        ] {
            assert_eq!(
                meaning_of(404, None, body),
                Meaning::Problem(code),
                "{body}"
            );
        }
    }

    #[test]
    fn every_other_status_has_a_problem() {
        for (status, code) in [
            (400, Code::UpstreamRejected),
            (403, Code::NotThisDriversVehicle),
            (404, Code::UpstreamRejected),
            (429, Code::RateLimited),
            (495, Code::UpstreamRejected),
            (500, Code::UpstreamUnavailable),
            (503, Code::UpstreamUnavailable),
            (304, Code::UpstreamRejected),
        ] {
            assert_eq!(meaning_of(status, None, "{}"), Meaning::Problem(code));
        }
    }
}
