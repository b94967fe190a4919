//! Certificates for one run: an authority, a server of it and a client, with keys on P-256.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, Error, ExtendedKeyUsagePurpose,
    IsCa, KeyPair,
};

/// PEM files, all of keys on P-256. They are there as long as the origin is.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    /// The authority of both ends.
    pub(crate) ca: PathBuf,
    /// The client's certificate, without which nothing is answered.
    pub(crate) client_certificate: PathBuf,
    /// Its key, PKCS#8.
    pub(crate) client_key: PathBuf,
    /// Certificate of a server at 127.0.0.1, for whatever stands before the origin.
    pub(crate) server_certificate: PathBuf,
    /// Its key, PKCS#8.
    pub(crate) server_key: PathBuf,
}

/// The authority and what it issued, all in PEM.
#[derive(Debug)]
pub(super) struct Pki {
    ca: String,
    server: Pair,
    client: Pair,
}

#[derive(Debug)]
struct Pair {
    certificate: String,
    key: String,
}

impl Pki {
    /// Makes all of it anew.
    pub(super) fn new() -> Result<Self, Error> {
        let mut params = CertificateParams::new(Vec::new())?;
        params
            .distinguished_name
            .push(DnType::CommonName, "Bench CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let ca = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let names = ["127.0.0.1", "localhost"];
        Ok(Self {
            server: issue(&ca, "server", &names, ExtendedKeyUsagePurpose::ServerAuth)?,
            client: issue(&ca, "client", &[], ExtendedKeyUsagePurpose::ClientAuth)?,
            ca: ca.pem(),
        })
    }

    /// Writes it into a folder.
    pub(super) fn write(&self, folder: &Path) -> io::Result<Files> {
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).map(|()| path)
        };
        Ok(Files {
            ca: file("ca.pem", &self.ca)?,
            client_certificate: file("client.pem", &self.client.certificate)?,
            client_key: file("client.key.pem", &self.client.key)?,
            server_certificate: file("server.pem", &self.server.certificate)?,
            server_key: file("server.key.pem", &self.server.key)?,
        })
    }
}

fn issue(
    ca: &CertifiedIssuer<'_, KeyPair>,
    common_name: &str,
    names: &[&str],
    usage: ExtendedKeyUsagePurpose,
) -> Result<Pair, Error> {
    let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    let mut params = CertificateParams::new(names)?;
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params.extended_key_usages.push(usage);
    let key = KeyPair::generate()?;
    Ok(Pair {
        certificate: params.signed_by(&key, ca)?.pem(),
        key: key.serialize_pem(),
    })
}
