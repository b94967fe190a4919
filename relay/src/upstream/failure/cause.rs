//! Finds in an error of the libraries below the cause that decides what kind of failure it is.

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::io;

use rustls::{AlertDescription, CertificateError};

use super::kind::FailureKind;

/// The upstream's name could not be resolved.
#[derive(Debug, thiserror::Error)]
#[error("no address for the name")]
pub(in crate::upstream) struct Unresolved(#[source] pub(in crate::upstream) io::Error);

/// The kind of an error that is about a certificate.
pub(crate) fn certificate_failure(error: &(dyn StdError + 'static)) -> Option<FailureKind> {
    tls_error(error).and_then(kind_of)
}

/// The kind of an error of a connection that carried a call.
pub(super) fn stream_failure(error: &(dyn StdError + 'static)) -> Option<FailureKind> {
    causes(error).find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<h2::Error>() {
            return of_h2(error);
        }
        if let Some(error) = cause.downcast_ref::<hyper::Error>() {
            return error.is_parse().then_some(FailureKind::Unreadable);
        }
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::ConnectionReset)
            .then_some(FailureKind::Reset)
    })
}

/// The kind of an error of HTTP/2.
///
/// hyper gives the error of a GOAWAY frame only to streams that the upstream has not processed (RFC
/// 9113 section 6.8). It has not processed a refused stream either (section 8.7). With `NO_ERROR`
/// it closes in order; with any other reason it has a complaint that the next connection may meet
/// too.
fn of_h2(error: &h2::Error) -> Option<FailureKind> {
    let is_reset = |error: &io::Error| error.kind() == io::ErrorKind::ConnectionReset;
    let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    if error.is_remote() && error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR) {
        Some(FailureKind::GoAway)
    } else if error.is_remote() && (error.is_go_away() || refused) {
        Some(FailureKind::RefusedStream)
    } else if error.is_remote() && error.is_reset() || error.get_io().is_some_and(is_reset) {
        Some(FailureKind::Reset)
    } else {
        // An error of this side is about the upstream's frames.
        error.is_library().then_some(FailureKind::Unreadable)
    }
}

/// Whether a time limit of the network ran out.
pub(super) fn is_timeout(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    })
}

/// Whether this process, or the machine, has no descriptor left, which says nothing of the
/// upstream.
pub(super) fn lacks_descriptors(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::raw_os_error)
            .is_some_and(|code| [libc::EMFILE, libc::ENFILE].contains(&code))
    })
}

/// Whether the upstream's name could not be resolved.
pub(super) fn is_unresolved(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| cause.is::<Unresolved>())
}

/// The kind of a TLS error that is about a certificate.
fn kind_of(error: &rustls::Error) -> Option<FailureKind> {
    match error {
        rustls::Error::AlertReceived(alert) => {
            refuses_certificate(*alert).then_some(FailureKind::CertificateRefused)
        }
        rustls::Error::InvalidCertificate(reason) => Some(match is_out_of_time(reason) {
            true => FailureKind::ServerCertificateExpired,
            false => FailureKind::NotTrusted,
        }),
        _ => None,
    }
}

/// Whether what is wrong with a certificate is its time.
fn is_out_of_time(reason: &CertificateError) -> bool {
    matches!(
        reason,
        CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. }
    )
}

/// Whether an alert is about the client's certificate (RFC 8446 section 6.2). In TLS 1.3 such an
/// alert comes after the client has finished its handshake, at its first read.
fn refuses_certificate(alert: AlertDescription) -> bool {
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

/// The TLS error somewhere below an error.
pub(crate) fn tls_error<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// An error and all below it.
fn causes<'e>(
    error: &'e (dyn StdError + 'static),
) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // `source` of an I/O error skips the error that it wraps.
        match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(wrapped) => Some(wrapped as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
}

/// Whether an error has no message but that of the one it wraps.
fn only_wraps_another(error: &(dyn StdError + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.get_ref().is_some())
}

/// The message of one error, without anything that the other side wrote. Of an error of HTTP/2 that
/// is the reason only, since the rest may be debug data of the upstream.
fn message(cause: &(dyn StdError + 'static)) -> String {
    if let Some(rustls::Error::InvalidCertificate(reason)) = cause.downcast_ref()
        && let Some(reason) = without_context(reason)
    {
        return format!("invalid peer certificate: {reason}");
    }
    match cause
        .downcast_ref::<h2::Error>()
        .and_then(h2::Error::reason)
    {
        Some(reason) => reason.description().to_owned(),
        None => without_address(cause.to_string()),
    }
}

/// What is wrong with a certificate, where the library's message would list the names in it or have
/// the present time, which makes each message another one.
fn without_context(reason: &CertificateError) -> Option<&'static str> {
    match reason {
        CertificateError::NotValidForNameContext { .. } => {
            Some("not valid for the upstream's name")
        }
        CertificateError::ExpiredContext { .. } => Some("expired"),
        CertificateError::NotValidYetContext { .. } => Some("not valid yet"),
        _ => None,
    }
}

/// A message without the address of the TLS library's manual at its end.
fn without_address(mut message: String) -> String {
    if let Some(end) = message.find(": https://docs.rs/") {
        message.truncate(end);
    }
    message
}

/// The messages of an error and all below it. One that repeats the message of its cause is written
/// once.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = String::new();
    for cause in causes(error).filter(|cause| !only_wraps_another(*cause)) {
        let message = message(cause);
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
    use std::time::Duration;

    use rustls_pki_types::UnixTime;

    use super::*;

    #[test]
    fn a_tls_error_is_found_through_nested_io_errors() {
        let alert = rustls::Error::AlertReceived(AlertDescription::CertificateUnknown);
        let nested = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, alert.clone()));
        assert_eq!(tls_error(&nested), Some(&alert));
        assert_eq!(tls_error(&io::Error::other("something else")), None);
    }

    #[test]
    fn a_want_of_descriptors_is_told_from_every_other_error_of_the_system() {
        for (code, lacks) in [
            (libc::EMFILE, true),
            (libc::ENFILE, true),
            (libc::ECONNREFUSED, false),
        ] {
            let error = io::Error::other(io::Error::from_raw_os_error(code));
            assert_eq!(lacks_descriptors(&error), lacks, "{error}");
        }
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
        let kind = |reason| kind_of(&rustls::Error::InvalidCertificate(reason));
        assert_eq!(
            kind(CertificateError::NotValidYet),
            Some(FailureKind::ServerCertificateExpired)
        );
        assert_eq!(
            kind(CertificateError::UnknownIssuer),
            Some(FailureKind::NotTrusted)
        );
        assert_eq!(
            kind(CertificateError::NotValidForName),
            Some(FailureKind::NotTrusted)
        );
    }

    #[test]
    fn the_names_in_a_certificate_are_not_repeated() {
        let error = rustls::Error::InvalidCertificate(CertificateError::NotValidForNameContext {
            expected: "api.example".try_into().unwrap(),
            presented: vec!["camille-martin.example".to_owned()],
        });
        let expected = "invalid peer certificate: not valid for the upstream's name";
        assert_eq!(chain(&error), expected);
        assert_eq!(chain(&io::Error::other(io::Error::other(error))), expected);
    }

    #[test]
    fn a_certificate_out_of_its_time_has_one_message_at_all_times() {
        let at = |second| UnixTime::since_unix_epoch(Duration::from_secs(second));
        let text = |reason| chain(&io::Error::other(rustls::Error::InvalidCertificate(reason)));
        for time in [at(5), at(6)] {
            let expired = CertificateError::ExpiredContext {
                time,
                not_after: at(1),
            };
            assert_eq!(text(expired), "invalid peer certificate: expired");
            let early = CertificateError::NotValidYetContext {
                time,
                not_before: at(9),
            };
            let expected = "invalid peer certificate: not valid yet";
            assert_eq!(text(early), expected);
        }
    }

    #[test]
    fn a_message_that_repeats_its_cause_is_written_once() {
        let error = io::Error::other(io::Error::other("no route"));
        assert_eq!(chain(&error), "no route");
    }

    #[test]
    fn a_message_ends_before_the_address_of_a_manual() {
        let error = io::Error::other("closed without close_notify: https://docs.rs/rustls/#eof");
        assert_eq!(chain(&error), "closed without close_notify");
    }
}
