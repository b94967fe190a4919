//! The key under its passphrase, and the request (RFC 2986) that it signs.

use pkcs8::der::pem::PemLabel as _;
use pkcs8::pkcs5::pbes2;
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, PrivateKeyInfoRef};
use rcgen::string::{Ia5String, PrintableString};
use rcgen::{CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, PKCS_RSA_SHA256};
use shared::secret::Secret;

use super::subject::{Subject, UNIT};

/// PBKDF2's rounds with SHA-256, as OWASP counts them. The relay pays for them at each start.
const ROUNDS: u32 = 600_000;
/// PKCS#9's emailAddress (RFC 2985 section 5.2.1).
const EMAIL_ADDRESS: &[u64] = &[1, 2, 840, 113_549, 1, 9, 1];

/// A key and its request, both PEM.
#[derive(Debug)]
pub(super) struct KeyAndRequest {
    /// PKCS#8, encrypted.
    pub(super) key: Secret,
    /// PKCS#10.
    pub(super) request: String,
}

/// Why there is no key or no request.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The key or the request cannot be made.
    #[error("no request: {0}")]
    Request(#[from] rcgen::Error),
    /// The system has no randomness.
    #[error("no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The key cannot be encrypted.
    #[error("the key cannot be encrypted: {0}")]
    Encryption(#[from] pkcs8::Error),
}

/// Makes a key of RSA with 2048 bits, and a request in the name of `subject`.
pub(super) fn make(subject: &Subject, passphrase: &Secret) -> Result<KeyAndRequest, Error> {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = name(subject)?;
    let request = parameters.serialize_request(&key)?.pem()?;
    let plain = Secret::new(key.serialize_der());
    Ok(KeyAndRequest {
        key: encrypted(&plain, passphrase)?,
        request,
    })
}

fn name(subject: &Subject) -> Result<DistinguishedName, rcgen::Error> {
    let mut name = DistinguishedName::new();
    // X.520 has countries in this type only.
    let country = DnValue::PrintableString(PrintableString::try_from(subject.country.as_str())?);
    name.push(DnType::CountryName, country);
    name.push(DnType::StateOrProvinceName, subject.state.as_str());
    name.push(DnType::LocalityName, subject.locality.as_str());
    name.push(DnType::OrganizationName, subject.organization.as_str());
    name.push(DnType::OrganizationalUnitName, UNIT);
    name.push(DnType::CommonName, subject.login.as_str());
    name.push(
        DnType::from_oid(EMAIL_ADDRESS),
        DnValue::Ia5String(Ia5String::try_from(subject.email.as_str())?),
    );
    Ok(name)
}

/// PBES2 with PBKDF2 and AES-256: what OpenSSL, Java and the relay all read.
fn encrypted(plain: &Secret, passphrase: &Secret) -> Result<Secret, Error> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    getrandom::fill(&mut salt)?;
    getrandom::fill(&mut iv)?;
    let scheme = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, &salt, iv)
        .map_err(pkcs8::Error::from)?;
    let document = PrivateKeyInfoRef::try_from(plain.expose())
        .and_then(|key| key.encrypt_with_params(scheme, passphrase.expose()))?;
    let pem = document
        .to_pem(EncryptedPrivateKeyInfoRef::PEM_LABEL, LineEnding::LF)
        .map_err(pkcs8::Error::from)?;
    Ok(Secret::from(pem.as_str()))
}
