use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair,
    PublicKeyData as _,
};

use super::*;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

fn authority(name: &str, above: Option<&Authority>) -> Authority {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    match above {
        Some(above) => CertifiedIssuer::signed_by(params, key, above).unwrap(),
        None => CertifiedIssuer::self_signed(params, key).unwrap(),
    }
}

/// A certificate of the intermediate of a root, the three of them, and the certificate's key.
struct Family {
    root: Authority,
    intermediate: Authority,
    leaf: Certificate,
    public_key: Vec<u8>,
}

fn family() -> Family {
    let root = authority("root", None);
    let intermediate = authority("intermediate", Some(&root));
    let key = KeyPair::generate().unwrap();
    Family {
        leaf: params("leaf").signed_by(&key, &intermediate).unwrap(),
        public_key: key.subject_public_key_info(),
        root,
        intermediate,
    }
}

fn ordered(
    family: &Family,
    certificates: &[&CertificateDer<'static>],
) -> Result<Option<Vec<CertificateDer<'static>>>, ChainError> {
    let certificates = certificates.iter().map(|&der| der.clone()).collect();
    arrange(Path::new("x.pem"), certificates, Some(&family.public_key))
}

#[test]
fn a_chain_in_any_order_is_put_right() {
    let family = family();
    let (leaf, intermediate, root) = (
        family.leaf.der(),
        family.intermediate.der(),
        family.root.der(),
    );
    let whole = Some(vec![leaf.clone(), intermediate.clone(), root.clone()]);
    for given in [
        [leaf, intermediate, root],
        [root, leaf, intermediate],
        [intermediate, root, leaf],
    ] {
        assert_eq!(ordered(&family, &given).unwrap(), whole);
    }
    let twice = ordered(&family, &[leaf, intermediate, intermediate, leaf]);
    assert_eq!(
        twice.unwrap(),
        Some(vec![leaf.clone(), intermediate.clone()])
    );
}

#[test]
fn a_certificate_that_signed_nothing_here_is_refused_by_name() {
    let family = family();
    // Of the right name, and another key.
    let namesake = authority("intermediate", Some(&family.root));
    for stray in [family.root.der(), namesake.der()] {
        let refused = ordered(&family, &[family.leaf.der(), stray]).unwrap_err();
        assert!(
            matches!(&refused, ChainError::Stray { leaf, .. } if leaf.contains("CN=leaf")),
            "{refused}"
        );
    }
}

#[test]
fn an_authority_may_have_a_second_certificate() {
    let family = family();
    let old_root = authority("old root", None);
    let crossed = CertifiedIssuer::signed_by(
        {
            let mut params = params("root");
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params
        },
        family.root.key(),
        &old_root,
    )
    .unwrap();
    let chain = ordered(
        &family,
        &[
            family.leaf.der(),
            family.intermediate.der(),
            family.root.der(),
            crossed.der(),
        ],
    );
    assert_eq!(chain.unwrap().unwrap().len(), 3);
}

#[test]
fn a_key_of_no_certificate_has_no_chain() {
    let family = family();
    assert_eq!(ordered(&family, &[family.root.der()]).unwrap(), None);
}
