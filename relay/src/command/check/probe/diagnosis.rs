//! The error that a failed handshake stands for.

use std::error::Error as StdError;

use rustls::{CertificateError, Error};
use rustls_pki_types::CertificateDer;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::command::check::certificate_info::CertificateInfo;
use crate::command::check::error::CheckError;
use crate::identity::NotPinned;
use crate::service::unix_now;
use crate::upstream::{FailureKind, certificate_failure, chain, tls_error};

/// What is wrong when there is no connection at all. `shown` are the server's certificates.
pub(super) fn of_handshake(
    error: &(dyn StdError + 'static),
    host: &str,
    at: &str,
    shown: &[CertificateDer<'_>],
) -> CheckError {
    if let Some(refusal) = refusal(error) {
        return refusal;
    }
    if certificate_failure(error) == Some(FailureKind::ServerCertificateExpired) {
        return CheckError::ServerExpired {
            seen: described(shown),
            clock: OffsetDateTime::now_utc()
                .replace_nanosecond(0)
                .ok()
                .and_then(|now| now.format(&Rfc3339).ok())
                .unwrap_or_default(),
        };
    }
    let Some(Error::InvalidCertificate(reason)) = tls_error(error) else {
        return CheckError::Handshake {
            at: at.to_owned(),
            reason: chain(error),
        };
    };
    match reason {
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CheckError::OtherName {
                host: host.to_owned(),
                // It goes to the owner's screen, where the names in the certificate are wanted.
                reason: reason.to_string(),
            }
        }
        CertificateError::Other(other) if other.0.is::<NotPinned>() => CheckError::NotPinned {
            reason: other.0.to_string(),
        },
        _ => CheckError::NotTrusted {
            seen: format!("{} ({})", described(shown), chain(error)),
        },
    }
}

/// The refusal of our certificate, if that is what the error is.
pub(super) fn refusal(error: &(dyn StdError + 'static)) -> Option<CheckError> {
    (certificate_failure(error) == Some(FailureKind::CertificateRefused))
        .then(|| CheckError::CertificateRefused(chain(error)))
}

/// The server's certificate, and who signed the last that came with it.
fn described(shown: &[CertificateDer<'_>]) -> String {
    let info =
        |certificate: Option<&CertificateDer<'_>>| CertificateInfo::of(certificate?, unix_now());
    let (Some(leaf), Some(last)) = (info(shown.first()), info(shown.last())) else {
        return "it shows none that can be read".to_owned();
    };
    format!(
        "it shows {}, valid from {} to {}, issued by {}",
        leaf.subject, leaf.not_before, leaf.not_after, last.issuer
    )
}
