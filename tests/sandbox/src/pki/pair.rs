//! A certificate and its key, in two PEM files of a folder.

use rcgen::{KeyPair, PublicKeyData as _};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::pki::folder::{FileError, Folder, Readers};

/// The certificate and key of that name, if both are there, readable, and of one another.
pub(crate) fn read_pair(
    folder: &Folder,
    name: &str,
) -> Result<Option<(CertificateDer<'static>, KeyPair)>, FileError> {
    let certificate = folder.read(&certificate_file(name))?;
    let key = folder.read(&key_file(name))?;
    Ok(certificate.zip(key).and_then(|(certificate, key)| {
        let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).ok()?;
        let key = KeyPair::from_pem(&key).ok()?;
        let of_one_another =
            parse(&certificate)?.public_key().raw == key.subject_public_key_info().as_slice();
        of_one_another.then_some((certificate, key))
    }))
}

/// Writes a certificate and its key, in PEM.
pub(crate) fn write_pair(
    folder: &Folder,
    name: &str,
    certificate: &str,
    key: &KeyPair,
) -> Result<(), FileError> {
    folder.write(&key_file(name), &key.serialize_pem(), Readers::Owner)?;
    folder.write(&certificate_file(name), certificate, Readers::All)
}

/// The file of a certificate.
pub(crate) fn certificate_file(name: &str) -> String {
    format!("{name}.pem")
}

/// The file of a key.
pub(crate) fn key_file(name: &str) -> String {
    format!("{name}.key.pem")
}

/// The common name of a certificate's subject.
pub(crate) fn common_name(certificate: &CertificateDer<'_>) -> Option<String> {
    let parsed = parse(certificate)?;
    let name = parsed.subject().iter_common_name().next()?;
    name.as_str().ok().map(str::to_owned)
}

/// What a certificate says, if it is one.
pub(crate) fn parse<'a>(certificate: &'a CertificateDer<'_>) -> Option<X509Certificate<'a>> {
    X509Certificate::from_der(certificate)
        .ok()
        .map(|(_, parsed)| parsed)
}
