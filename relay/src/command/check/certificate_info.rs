//! The fields of a certificate by which a person recognises it.

use std::net::IpAddr;

use rustls_pki_types::CertificateDer;
use serde::Serialize;
use time::format_description::well_known::Rfc3339;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::parse_x509_certificate;
use x509_parser::prelude::ASN1Time;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::identity::{Credential, days_left};

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CertificateInfo {
    /// Whom it is for.
    pub(super) subject: String,
    /// The hosts that it is for.
    pub(super) names: Vec<String>,
    /// Who signed it.
    pub(super) issuer: String,
    /// Its number with the issuer, in hexadecimal.
    pub(super) serial: String,
    /// When its time begins, as RFC 3339 writes it.
    pub(super) not_before: String,
    /// When its time ends.
    pub(super) not_after: String,
    /// Whole days until then; negative afterwards.
    pub(super) days_left: i64,
    /// The kind of its key, with its size in bits.
    pub(super) key: String,
}

impl CertificateInfo {
    /// Of the certificate that an identity shows.
    pub(super) fn of_credential(credential: &Credential, now: u64) -> Option<Self> {
        Self::of(credential.chain().first()?, now)
    }

    /// Of any certificate that can be read. `now` is the Unix second.
    pub(super) fn of(certificate: &CertificateDer<'_>, now: u64) -> Option<Self> {
        let (_, certificate) = parse_x509_certificate(certificate).ok()?;
        let validity = certificate.validity();
        Some(Self {
            subject: certificate.subject().to_string(),
            names: names(&certificate),
            issuer: certificate.issuer().to_string(),
            serial: certificate.raw_serial_as_string(),
            not_before: written(validity.not_before),
            not_after: written(validity.not_after),
            days_left: days_left(validity.not_after.timestamp(), now),
            key: kind(certificate.public_key()),
        })
    }
}

/// The alternative names that are hosts (RFC 5280 section 4.2.1.6).
fn names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let extension = certificate.subject_alternative_name().ok().flatten();
    let names = extension
        .iter()
        .flat_map(|names| &names.value.general_names);
    names
        .filter_map(|name| match name {
            GeneralName::DNSName(name) => Some((*name).to_owned()),
            GeneralName::IPAddress(bytes) => {
                let four = <[u8; 4]>::try_from(*bytes).map(IpAddr::from);
                let address = four.or_else(|_| <[u8; 16]>::try_from(*bytes).map(IpAddr::from));
                address.ok().map(|address| address.to_string())
            }
            _ => None,
        })
        .collect()
}

fn written(time: ASN1Time) -> String {
    time.to_datetime()
        .format(&Rfc3339)
        .unwrap_or_else(|_| time.to_string())
}

fn kind(key: &SubjectPublicKeyInfo<'_>) -> String {
    match key.parsed() {
        Ok(PublicKey::RSA(key)) => format!("RSA {}", key.key_size()),
        Ok(PublicKey::EC(point)) => format!("EC {}", point.key_size()),
        _ => key.algorithm.algorithm.to_id_string(),
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};

    use super::*;

    #[test]
    fn a_certificate_tells_its_names_times_and_kind_of_key() {
        let names = [
            "relay.example.com",
            "*.example.org",
            "192.0.2.1",
            "2001:db8::1",
        ];
        let mut parameters = CertificateParams::new(names.map(str::to_owned)).unwrap();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters
            .distinguished_name
            .push(DnType::CommonName, "MZP0000000000");
        parameters.not_before = date_time_ymd(2026, 1, 1);
        parameters.not_after = date_time_ymd(2027, 1, 1);
        let certificate = parameters
            .self_signed(&KeyPair::generate().unwrap())
            .unwrap();
        let eve = u64::try_from(date_time_ymd(2026, 12, 31).unix_timestamp()).unwrap();
        let info = CertificateInfo::of(certificate.der(), eve).unwrap();
        assert_eq!(info.subject, "CN=MZP0000000000");
        assert_eq!(info.names, names);
        assert_eq!(info.issuer, info.subject);
        assert_eq!(info.not_after, "2027-01-01T00:00:00Z");
        assert_eq!((info.days_left, info.key.as_str()), (1, "EC 256"));
        assert_eq!(
            CertificateInfo::of(certificate.der(), eve + 86_401)
                .unwrap()
                .days_left,
            -1
        );
        assert_eq!(
            CertificateInfo::of(&CertificateDer::from(vec![1, 2, 3]), eve),
            None
        );
    }
}
