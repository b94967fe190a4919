//! The authorities whose servers the relay trusts.

use std::path::Path;

use rustls_pki_types::CertificateDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::x509::X509Version;

use super::error::Error;
use super::{chain, format};

/// The certificates of a CA file.
#[derive(Debug, PartialEq, Eq)]
pub struct Authorities {
    certificates: Vec<CertificateDer<'static>>,
    not_after: i64,
}

impl Authorities {
    /// Reads a file of at least one certificate that can be an authority's.
    ///
    /// The TLS library accepts any certificate as an authority, and only a handshake fails: by then
    /// the relay would serve.
    pub fn load(file: &Path) -> Result<Self, Error> {
        let certificates = format::certificates(file, None)?;
        let mut not_after = i64::MIN;
        let mut can_sign = false;
        let mut last = String::new();
        for der in &certificates {
            let certificate = chain::parse(file, der)?;
            not_after = not_after.max(certificate.validity().not_after.timestamp());
            can_sign |= can_be_authority(&certificate);
            last = certificate.subject().to_string();
        }
        if !can_sign {
            return Err(Error::NoAuthority {
                file: file.to_owned(),
                subject: last,
            });
        }
        Ok(Self {
            certificates,
            not_after,
        })
    }

    /// In the order of the file.
    pub(crate) fn certificates(&self) -> &[CertificateDer<'static>] {
        &self.certificates
    }

    /// The Unix second at which the last of them expires: a file has the old authority beside the
    /// new one while the upstream moves from one to the other.
    pub(crate) fn not_after(&self) -> i64 {
        self.not_after
    }
}

/// Whether a certificate may sign a server's, as far as it says. What it does not say counts in its
/// favour, because an authority without these extensions works as well.
fn can_be_authority(certificate: &X509Certificate<'_>) -> bool {
    // Versions 1 and 2 have no extensions.
    if certificate.version() != X509Version::V3 {
        return true;
    }
    // A self-signed certificate of a server is its own authority.
    if certificate.subject() == certificate.issuer() {
        return true;
    }
    // An extension that occurs twice says nothing either.
    if let Ok(Some(constraints)) = certificate.basic_constraints() {
        return constraints.value.ca;
    }
    if let Ok(Some(usage)) = certificate.key_usage() {
        return usage.value.key_cert_sign();
    }
    // An authority has no need to say what TLS uses its own key for.
    !matches!(certificate.extended_key_usage(), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose,
        IsCa, KeyPair, KeyUsagePurpose,
    };
    use tempfile::TempDir;

    use super::*;

    /// Of `openssl x509 -req`, which wrote version 1 up to OpenSSL 3.1, by another authority.
    const VERSION_1: &str = "\
-----BEGIN CERTIFICATE-----
MIIBAzCBqQIBATAKBggqhkjOPQQDAjAMMQowCAYDVQQDDAFSMCAXDTI2MTEyMjEy
NDEzNloYDzIxMjYxMDI5MTI0MTM2WjANMQswCQYDVQQDDAJWMTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABC7iF5BhhkomeRWuBY27chbr1fgYq8CK/EbJ8wKpTs12
Ud3k9XwJN9fTh4hCQOToaR9t23cTRu3PshXiR9WY1y0wCgYIKoZIzj0EAwIDSQAw
RgIhAJm2NPpcFx866lgp5DdzTGbdjQEZGT3RUuK5QZBWcYFAAiEA//QVWOTh+euE
eXyIiYhbaRb/4YTrIuNMVh1LQWSHM/c=
-----END CERTIFICATE-----
";

    fn params(change: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "it");
        change(&mut params);
        params
    }

    /// In PEM, of an authority of another name.
    fn issued(change: impl FnOnce(&mut CertificateParams)) -> String {
        let above = params(|it| it.distinguished_name.push(DnType::CommonName, "above"));
        let above = CertifiedIssuer::self_signed(above, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        params(change).signed_by(&key, &above).unwrap().pem()
    }

    fn load(pem: &str) -> Result<Authorities, Error> {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("ca.pem");
        std::fs::write(&file, pem).unwrap();
        Authorities::load(&file)
    }

    fn authority() -> String {
        issued(|it| it.is_ca = IsCa::Ca(BasicConstraints::Unconstrained))
    }

    fn client() -> String {
        issued(|it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth])
    }

    #[test]
    fn what_says_that_it_is_no_authority_is_none() {
        for (what, pem) in [
            ("for clients", client()),
            ("no CA", issued(|it| it.is_ca = IsCa::ExplicitNoCa)),
            (
                "for signatures",
                issued(|it| it.key_usages = vec![KeyUsagePurpose::DigitalSignature]),
            ),
        ] {
            let refused = load(&pem).unwrap_err();
            assert!(matches!(refused, Error::NoAuthority { .. }), "{what}");
            assert!(refused.to_string().contains("CN=it"), "{what}: {refused}");
        }
    }

    #[test]
    fn what_can_vouch_for_a_server_is_taken() {
        let own = params(|it| it.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]);
        let own = own.self_signed(&KeyPair::generate().unwrap()).unwrap();
        for (what, pem) in [
            ("an authority below another", authority()),
            ("a server's own", own.pem()),
            ("version 1", VERSION_1.to_owned()),
            ("one that says nothing", issued(|_| ())),
            (
                "one that signs",
                issued(|it| it.key_usages = vec![KeyUsagePurpose::KeyCertSign]),
            ),
        ] {
            assert!(load(&pem).is_ok(), "{what}");
        }
    }

    #[test]
    fn one_authority_is_enough_for_a_file() {
        assert!(load(&format!("{}{}", client(), authority())).is_ok());
    }
}
