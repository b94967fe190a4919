//! An error of the upstream, in whichever of its shapes.
//!
//! Its backend says `{code, uuid, message, timestamp}`, its gateway `{httpCode, httpMessage,
//! moreInformation}`, its phone apps' endpoint `{code, message}`, and its identity provider
//! `{error, error_description}`. The texts are for the log, and to distinguish meanings.

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
        /// The error of OAuth (RFC 6749 section 5.2, RFC 6750 section 3.1).
        error: String = "error";
        /// Its text.
        error_description: String = "error_description";
    }
}

impl Error {
    /// Every text there is, whatever the shape.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [
            &self.message,
            &self.more_information,
            &self.error_description,
        ]
        .into_iter()
        .flatten()
        .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::read;

    #[test]
    fn every_shape_is_read_and_a_code_may_be_a_number_or_a_string() {
        for (body, code, error, text) in [
            (
                r#"{"code":40400,"uuid":"8a","message":"No vehicle found"}"#,
                Some("40400"),
                None,
                Some("No vehicle found"),
            ),
            (r#"{"code":"50000"}"#, Some("50000"), None, None),
            (
                r#"{"httpCode":"401","httpMessage":"Unauthorized","moreInformation":"Not registered to plan"}"#,
                None,
                None,
                Some("Not registered to plan"),
            ),
            (
                r#"{"code":"495","message":"Invalid or expired client certificate"}"#,
                Some("495"),
                None,
                Some("Invalid or expired client certificate"),
            ),
            (
                r#"{"error":"invalid_token","error_description":"The token has expired"}"#,
                None,
                Some("invalid_token"),
                Some("The token has expired"),
            ),
        ] {
            let read = read::<Error>(body.as_bytes()).unwrap().value;
            assert_eq!(read.code.as_deref(), code);
            assert_eq!(read.error.as_deref(), error);
            assert_eq!(read.texts().next(), text);
        }
    }
}
