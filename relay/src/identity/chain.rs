//! The order and the validity period of a certificate chain.
//!
//! The order of the file does not matter: the certificate with the key's public half comes first,
//! then its issuer, and so on. A certificate without a place in the chain is refused by name: it
//! stands where the right intermediate is missing, and the upstream's alert would not say so.

use std::path::{Path, PathBuf};

use rustls_pki_types::CertificateDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::error::X509Error;
use x509_parser::parse_x509_certificate;

/// Why certificates are no chain, or no valid one.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// One is not X.509.
    #[error("{file}: not an X.509 certificate")]
    NotX509 {
        /// The file.
        file: PathBuf,
    },
    /// One has signed no certificate of the chain.
    #[error(
        "{file}: {stray:?} did not sign {leaf:?} or anything between; take it out, or put in the \
         intermediate that did"
    )]
    Stray {
        /// The file.
        file: PathBuf,
        /// Its subject.
        stray: String,
        /// The subject of the chain's first certificate.
        leaf: String,
    },
    /// One is not valid yet. More often the clock is wrong.
    #[error("{file}: {subject:?} is not valid before {from}; is the clock right?")]
    NotYetValid {
        /// The file.
        file: PathBuf,
        /// Its subject.
        subject: String,
        /// The beginning of its validity.
        from: String,
    },
    /// One has expired.
    #[error("{file}: {subject:?} ended on {end}; its authority issues another one")]
    Expired {
        /// The file.
        file: PathBuf,
        /// Its subject.
        subject: String,
        /// The end of its validity.
        end: String,
    },
}

/// The chain of the certificate with this public key: itself, what signed it, and so on, in
/// whatever order they came. `None` where no certificate has the key.
///
/// Files are assembled by hand, and the wrong order is the usual mistake. A certificate without a
/// place in the chain is refused: it stands where the right one is missing.
pub(super) fn arrange(
    file: &Path,
    certificates: Vec<CertificateDer<'static>>,
    public_key: Option<&[u8]>,
) -> Result<Option<Vec<CertificateDer<'static>>>, ChainError> {
    let mut loose = certificates
        .iter()
        .map(|der| parse(file, der).map(|certificate| (der, certificate)))
        .collect::<Result<Vec<_>, _>>()?;
    // A key without its public half cannot be checked, and counts as matching.
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
        return Err(ChainError::Stray {
            file: file.to_owned(),
            stray: stray.subject().to_string(),
            leaf: leaf.subject().to_string(),
        });
    }
    Ok(Some(
        chain.into_iter().map(|(der, _)| der.clone()).collect(),
    ))
}

/// The Unix second at which the first of them expires, if all are valid at `now`.
pub(super) fn end(
    file: &Path,
    certificates: &[CertificateDer<'static>],
    now: u64,
) -> Result<i64, ChainError> {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    let mut first_end = i64::MAX;
    for der in certificates {
        let certificate = parse(file, der)?;
        let validity = certificate.validity();
        let subject = || certificate.subject().to_string();
        if now < validity.not_before.timestamp() {
            return Err(ChainError::NotYetValid {
                file: file.to_owned(),
                subject: subject(),
                from: validity.not_before.to_string(),
            });
        }
        if now > validity.not_after.timestamp() {
            return Err(ChainError::Expired {
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
) -> Result<X509Certificate<'d>, ChainError> {
    parse_x509_certificate(der)
        .map(|(_, certificate)| certificate)
        .map_err(|_| ChainError::NotX509 {
            file: file.to_owned(),
        })
}

fn has_signed(authority: &X509Certificate<'_>, signed: &X509Certificate<'_>) -> bool {
    authority.subject() == signed.issuer()
        && match signed.verify_signature(Some(authority.public_key())) {
            // The names match, and it is the upstream that has to accept the signature.
            Ok(()) | Err(X509Error::SignatureUnsupportedAlgorithm) => true,
            Err(_) => false,
        }
}

#[cfg(test)]
mod tests;
