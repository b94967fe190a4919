//! The order and the time of a certificate's chain.

use std::path::{Path, PathBuf};

use rustls_pki_types::CertificateDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::parse_x509_certificate;

/// Why certificates are no chain, or not one for today.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// One is not X.509.
    #[error("{file}: not an X.509 certificate")]
    NotX509 {
        /// The file.
        file: PathBuf,
    },
    /// One has signed nothing in the chain.
    #[error(
        "{file}: {stray:?} did not sign {leaf:?} or anything between; take it out, or put in the \
         intermediate that did"
    )]
    Stray {
        /// The file.
        file: PathBuf,
        /// Whom it is for.
        stray: String,
        /// Whom the chain is for.
        leaf: String,
    },
    /// One is good only later, which more often is a clock that is wrong.
    #[error("{file}: {subject:?} is not valid before {from}; is the clock right?")]
    NotYetValid {
        /// The file.
        file: PathBuf,
        /// Whom it is for.
        subject: String,
        /// When its time begins.
        from: String,
    },
    /// The time of one is over.
    #[error("{file}: {subject:?} ended on {end}; its authority issues another one")]
    Expired {
        /// The file.
        file: PathBuf,
        /// Whom it is for.
        subject: String,
        /// When its time ended.
        end: String,
    },
}

/// The chain of the certificate with this public key: itself, what signed it, and so on, in
/// whatever order they came. `None` where no certificate has the key.
///
/// Files are put together by hand, and the wrong order is the usual slip. A certificate that has
/// no place at all is refused: it stands where the right one is missing.
pub(super) fn arrange(
    file: &Path,
    certificates: Vec<CertificateDer<'static>>,
    public_key: Option<&[u8]>,
) -> Result<Option<Vec<CertificateDer<'static>>>, Broken> {
    let mut loose = certificates
        .iter()
        .map(|der| parse(file, der).map(|certificate| (der, certificate)))
        .collect::<Result<Vec<_>, _>>()?;
    // A key that does not tell its public half is checked by nobody, and is as good as the first.
    let Some(leaf) = loose.iter().position(|(_, certificate)| {
        public_key.is_none_or(|key| certificate.public_key().raw == key)
    }) else {
        return Ok(None);
    };
    let mut chain = vec![loose.remove(leaf)];
    while let Some(next) = chain
        .last()
        .filter(|(_, signed)| signed.subject() != signed.issuer())
        .and_then(|(_, signed)| {
            loose
                .iter()
                .position(|(_, candidate)| has_signed(candidate, signed))
        })
    {
        chain.push(loose.remove(next));
    }
    // Another certificate for an authority of the chain, as a cross-signed one is.
    let stray = loose.iter().find(|(der, candidate)| {
        !chain
            .iter()
            .any(|(known, signed)| known == der || has_signed(candidate, signed))
    });
    if let (Some((_, stray)), Some((_, leaf))) = (stray, chain.first()) {
        return Err(Broken::Stray {
            file: file.to_owned(),
            stray: stray.subject().to_string(),
            leaf: leaf.subject().to_string(),
        });
    }
    Ok(Some(
        chain.into_iter().map(|(der, _)| der.clone()).collect(),
    ))
}

/// The Unix second at which the first of them ends, if all are in date at `now`.
pub(super) fn end(
    file: &Path,
    certificates: &[CertificateDer<'static>],
    now: u64,
) -> Result<i64, Broken> {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let mut first_end = i64::MAX;
    for der in certificates {
        let certificate = parse(file, der)?;
        let validity = certificate.validity();
        let subject = || certificate.subject().to_string();
        if now < validity.not_before.timestamp() {
            return Err(Broken::NotYetValid {
                file: file.to_owned(),
                subject: subject(),
                from: validity.not_before.to_string(),
            });
        }
        if now > validity.not_after.timestamp() {
            return Err(Broken::Expired {
                file: file.to_owned(),
                subject: subject(),
                end: validity.not_after.to_string(),
            });
        }
        first_end = first_end.min(validity.not_after.timestamp());
    }
    Ok(first_end)
}

pub(super) fn parse<'d>(
    file: &Path,
    der: &'d CertificateDer<'static>,
) -> Result<X509Certificate<'d>, Broken> {
    parse_x509_certificate(der)
        .map(|(_, certificate)| certificate)
        .map_err(|_| Broken::NotX509 {
            file: file.to_owned(),
        })
}

fn has_signed(authority: &X509Certificate<'_>, signed: &X509Certificate<'_>) -> bool {
    authority.subject() == signed.issuer()
        && match signed.verify_signature(Some(authority.public_key())) {
            // The names fit, and the upstream is the one that has to be convinced.
            Ok(()) | Err(X509Error::SignatureUnsupportedAlgorithm) => true,
            Err(_) => false,
        }
}

#[cfg(test)]
mod tests;
