use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, date_time_ymd};
use tempfile::TempDir;

use super::*;
use crate::identity::{ChainError, Unreadable};
use crate::tls::provider;

/// 2026-11-21
const NOW: u64 = 1_795_219_200;
const DAY: u64 = 86_400;

/// A certificate for the whole of 2026 and its key, in a folder.
fn folder(key: &KeyPair) -> (TempDir, CredentialFiles) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    let folder = TempDir::new().unwrap();
    let pair = CredentialFiles {
        certificate: folder.path().join("client.pem"),
        key: folder.path().join("client.key"),
        passphrase: None,
    };
    std::fs::write(&pair.certificate, params.self_signed(key).unwrap().pem()).unwrap();
    std::fs::write(&pair.key, key.serialize_pem()).unwrap();
    (folder, pair)
}

#[test]
fn a_certificate_tells_the_days_it_has_left() {
    let (_folder, pair) = folder(&KeyPair::generate().unwrap());
    let credential = Credential::load(&pair, &provider(), NOW).unwrap();
    assert_eq!(credential.days_left(NOW), 41);
    assert_eq!(credential.days_left(NOW + 41 * DAY), 0);
    assert_eq!(credential.days_left(NOW + 41 * DAY + 1), -1);
}

#[test]
fn an_rsa_key_as_the_manufacturer_has_it_is_read() {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let (_folder, pair) = folder(&key);
    assert!(Credential::load(&pair, &provider(), NOW).is_ok());
}

#[test]
fn a_certificate_out_of_its_time_is_not_used() {
    let (_folder, pair) = folder(&KeyPair::generate().unwrap());
    let load = |now| Credential::load(&pair, &provider(), now).unwrap_err();
    assert!(matches!(
        load(NOW - 365 * DAY),
        Error::Chain(ChainError::NotYetValid { .. })
    ));
    assert!(matches!(
        load(NOW + 365 * DAY),
        Error::Chain(ChainError::Expired { .. })
    ));
}

#[test]
fn one_in_use_is_kept_when_its_time_is_over_and_no_other_is_taken_for_it() {
    let (_folder, pair) = folder(&KeyPair::generate().unwrap());
    let (_other, others) = folder(&KeyPair::generate().unwrap());
    let in_use = Credential::load(&pair, &provider(), NOW).unwrap();
    let renewed = |pair| Credential::renewed(pair, &provider(), NOW + 365 * DAY, Some(&in_use));
    let kept = renewed(&pair).unwrap();
    assert_eq!((&kept, kept.not_after()), (&in_use, in_use.not_after()));
    assert!(matches!(
        renewed(&others),
        Err(Error::Chain(ChainError::Expired { .. }))
    ));
}

#[test]
fn a_key_of_another_certificate_is_not_used() {
    let (_folder, pair) = folder(&KeyPair::generate().unwrap());
    std::fs::write(&pair.key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    assert!(matches!(
        Credential::load(&pair, &provider(), NOW),
        Err(Error::Mismatch { .. })
    ));
}

#[test]
fn what_is_not_pem_or_has_nothing_in_it_is_named() {
    let (_folder, pair) = folder(&KeyPair::generate().unwrap());
    let load = |text: &str| {
        std::fs::write(&pair.key, text).unwrap();
        Credential::load(&pair, &provider(), NOW).unwrap_err()
    };
    let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    assert!(matches!(load(""), Error::File(Unreadable::Absent { .. })));
    assert!(matches!(
        load("-----BEGIN PRIVATE KEY-----\nAAAA\n"),
        Error::File(Unreadable::Pem { .. })
    ));
    assert!(matches!(load(old), Error::File(Unreadable::Foreign { .. })));
    std::fs::remove_file(&pair.key).unwrap();
    assert!(matches!(
        Credential::load(&pair, &provider(), NOW),
        Err(Error::File(Unreadable::File(_)))
    ));
}
