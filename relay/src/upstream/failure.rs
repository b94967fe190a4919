//! What went wrong with a call, sorted by who has to do something about it.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::io;
use std::time::Duration;

use rustls::{AlertDescription, CertificateError};

/// A call that got no answer to pass on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Failure {
    /// What kind of failure it is.
    pub class: Class,
    /// Whether the request may have reached the upstream.
    pub sent: bool,
    /// The status of an answer that was not passed on.
    pub status: Option<u16>,
    /// For the log. Has nothing that the upstream wrote.
    pub detail: String,
}

/// Kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// No connection.
    Unreachable,
    /// No answer within the deadline.
    Timeout,
    /// The connection ended before the answer did.
    Broken,
    /// The answer is not of the API: an error page, a redirect, no HTTP.
    Unreadable,
    /// The answer is over the cap.
    TooLarge,
    /// The upstream does not take the client certificate.
    CertificateRefused,
    /// The server's certificate is of another authority or for another name.
    NotTrusted,
    /// The server's certificate is out of date.
    ServerCertificateExpired,
}

impl Failure {
    /// Something may have been sent, and this came of it.
    pub(super) fn of_answer(class: Class, status: u16, detail: impl Into<String>) -> Self {
        Self {
            class,
            sent: true,
            status: Some(status),
            detail: detail.into(),
        }
    }

    /// The deadline came first.
    pub(super) fn timeout(deadline: Duration) -> Self {
        Self {
            class: Class::Timeout,
            sent: true,
            status: None,
            detail: format!("no answer within {} s", deadline.as_secs()),
        }
    }

    /// The request cannot be written, which the checks before it rule out.
    pub(super) fn unsendable(error: http::Error) -> Self {
        Self {
            class: Class::Unreachable,
            sent: false,
            status: None,
            detail: chain(&error),
        }
    }
}

impl From<hyper_util::client::legacy::Error> for Failure {
    fn from(error: hyper_util::client::legacy::Error) -> Self {
        let otherwise = if error.is_connect() {
            Class::Unreachable
        } else if parse_error(&error) {
            Class::Unreadable
        } else {
            Class::Broken
        };
        Self {
            class: tls_error(&error).and_then(class_of).unwrap_or(otherwise),
            sent: !error.is_connect(),
            status: None,
            detail: chain(&error),
        }
    }
}

/// The class of a TLS error that is about a certificate.
fn class_of(error: &rustls::Error) -> Option<Class> {
    match error {
        rustls::Error::AlertReceived(alert) => {
            refuses_certificate(*alert).then_some(Class::CertificateRefused)
        }
        rustls::Error::InvalidCertificate(reason) => Some(match reason {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Class::ServerCertificateExpired,
            _ => Class::NotTrusted,
        }),
        _ => None,
    }
}

/// Alerts that are about the client's certificate (RFC 8446 section 6.2). In TLS 1.3 they come
/// after the client's side of the handshake is done, at its first read.
pub(crate) fn refuses_certificate(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::NoCertificate
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::CertificateRequired
    )
}

/// The TLS error somewhere under another.
pub(crate) fn tls_error<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

fn parse_error(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        cause
            .downcast_ref::<hyper::Error>()
            .is_some_and(hyper::Error::is_parse)
    })
}

/// An error and all under it.
fn causes<'e>(
    error: &'e (dyn StdError + 'static),
) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // The source of an I/O error is that of the error it holds, and never that error itself.
        match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(held) => Some(held as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
}

/// The messages of an error and all under it, each once: an error often repeats the one it holds.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = String::new();
    for cause in causes(error) {
        let message = cause.to_string();
        if text.is_empty() {
            text = message;
        } else if !text.ends_with(&message) {
            // Writing to a String cannot fail.
            let _ = write!(text, ": {message}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tls_error_is_found_through_nested_io_errors() {
        let alert = rustls::Error::AlertReceived(AlertDescription::CertificateUnknown);
        let nested = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, alert.clone()));
        assert_eq!(tls_error(&nested), Some(&alert));
        assert_eq!(tls_error(&io::Error::other("something else")), None);
    }

    #[test]
    fn only_alerts_about_certificates_are_about_ours() {
        for (alert, refused) in [
            (AlertDescription::CertificateUnknown, true),
            (AlertDescription::CertificateRequired, true),
            (AlertDescription::AccessDenied, true),
            (AlertDescription::HandshakeFailure, false),
            (AlertDescription::InternalError, false),
            (AlertDescription::CloseNotify, false),
        ] {
            assert_eq!(refuses_certificate(alert), refused, "{alert:?}");
        }
    }

    #[test]
    fn a_certificate_out_of_date_is_told_from_one_of_another_authority() {
        let class = |reason| class_of(&rustls::Error::InvalidCertificate(reason));
        assert_eq!(
            class(CertificateError::NotValidYet),
            Some(Class::ServerCertificateExpired)
        );
        assert_eq!(
            class(CertificateError::UnknownIssuer),
            Some(Class::NotTrusted)
        );
        assert_eq!(
            class(CertificateError::NotValidForName),
            Some(Class::NotTrusted)
        );
    }

    #[test]
    fn a_message_that_repeats_its_cause_is_written_once() {
        let error = io::Error::other(io::Error::other("no route"));
        assert_eq!(chain(&error), "no route");
    }
}
