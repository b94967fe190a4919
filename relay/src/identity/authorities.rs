//! The authorities whose servers the relay believes.

use std::path::Path;

use rustls_pki_types::CertificateDer;

use super::error::Error;
use super::{chain, format};

/// The certificates of a CA file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Authorities {
    certificates: Vec<CertificateDer<'static>>,
    not_after: i64,
}

impl Authorities {
    /// Reads a file of at least one certificate. Whether each is an authority's is for the TLS
    /// library to say, which takes no other.
    pub(crate) fn load(file: &Path) -> Result<Self, Error> {
        let certificates = format::certificates(file, None)?;
        let mut not_after = i64::MIN;
        for der in &certificates {
            let validity = chain::parse(file, der)?.validity().not_after.timestamp();
            not_after = not_after.max(validity);
        }
        Ok(Self {
            certificates,
            not_after,
        })
    }

    /// In the file's order.
    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.certificates
    }

    /// The Unix second at which the last of them ends: a file keeps an old authority beside the
    /// new one for as long as the upstream is between them.
    pub(crate) fn not_after(&self) -> i64 {
        self.not_after
    }
}
