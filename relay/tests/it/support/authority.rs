//! Certificates that are made for a test.

use std::ops::Range;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, date_time_ymd,
};

/// A certificate authority.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, in PEM.
pub(crate) struct Pair {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        Self::of(CertificateParams::new(Vec::new()).unwrap(), name)
    }

    /// One whose time is over.
    pub(crate) fn ended(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.not_before = date_time_ymd(2019, 1, 1);
        params.not_after = date_time_ymd(2020, 1, 1);
        Self::of(params, name)
    }

    fn of(mut params: CertificateParams, name: &str) -> Self {
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn server(&self) -> Pair {
        self.server_named("127.0.0.1")
    }

    pub(crate) fn server_named(&self, name: &str) -> Pair {
        self.issue(
            ExtendedKeyUsagePurpose::ServerAuth,
            &[name],
            in_year(2019)..in_year(2100),
        )
    }

    pub(crate) fn expired_server(&self) -> Pair {
        self.issue(
            ExtendedKeyUsagePurpose::ServerAuth,
            &["127.0.0.1"],
            in_year(2019)..in_year(2020),
        )
    }

    pub(crate) fn client(&self) -> Pair {
        self.issue(
            ExtendedKeyUsagePurpose::ClientAuth,
            &[],
            in_year(2019)..in_year(2100),
        )
    }

    /// One that ends so long from now.
    pub(crate) fn client_for(&self, time: Duration) -> Pair {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        self.issue(
            ExtendedKeyUsagePurpose::ClientAuth,
            &[],
            in_year(2019)..now + time,
        )
    }

    pub(crate) fn expired_client(&self) -> Pair {
        self.issue(
            ExtendedKeyUsagePurpose::ClientAuth,
            &[],
            in_year(2019)..in_year(2020),
        )
    }

    /// One whose time has not begun.
    pub(crate) fn early_client(&self) -> Pair {
        let time = in_year(2099)..in_year(2100);
        self.issue(ExtendedKeyUsagePurpose::ClientAuth, &[], time)
    }

    /// `time` is Unix time.
    fn issue(&self, usage: ExtendedKeyUsagePurpose, names: &[&str], time: Range<Duration>) -> Pair {
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params
            .distinguished_name
            .push(DnType::CommonName, "MZP0000000000");
        params.extended_key_usages.push(usage);
        params.not_before = date_time_ymd(1970, 1, 1) + time.start;
        params.not_after = date_time_ymd(1970, 1, 1) + time.end;
        let key = KeyPair::generate().unwrap();
        Pair {
            certificate: params.signed_by(&key, &self.0).unwrap().pem(),
            key: key.serialize_pem(),
        }
    }
}

/// The first of January of a year, as Unix time.
fn in_year(year: i32) -> Duration {
    (date_time_ymd(year, 1, 1) - date_time_ymd(1970, 1, 1)).unsigned_abs()
}
