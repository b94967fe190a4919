//! An error of the upstream, in whichever of its shapes.
//!
//! Its backend says `{code, uuid, message, timestamp}`, its gateway `{httpCode, httpMessage,
//! moreInformation}`. The texts are for the log, and to tell apart the meanings of a 401.

use super::lenient::document;

document! {
    /// What an error body says.
    Error {
        /// The backend's code: the HTTP status and two digits, a number or a string.
        code: String = "code";
        /// The backend's name for this one error.
        uuid: String = "uuid";
        /// The backend's text.
        message: String = "message";
        /// The gateway's text.
        more_information: String = "moreInformation";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

    #[test]
    fn both_shapes_are_read_and_a_code_may_be_a_number_or_a_string() {
        for (body, code, text) in [
            (
                r#"{"code":40400,"uuid":"8a","message":"No vehicle found"}"#,
                Some("40400"),
                None,
            ),
            (r#"{"code":"50000"}"#, Some("50000"), None),
            (
                r#"{"httpCode":"401","httpMessage":"Unauthorized","moreInformation":"Not registered to plan"}"#,
                None,
                Some("Not registered to plan"),
            ),
        ] {
            let error = read::<Error>(body.as_bytes()).unwrap().value;
            assert_eq!(error.code.as_deref(), code);
            assert_eq!(error.more_information.as_deref(), text);
        }
    }
}
