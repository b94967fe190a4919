//! The errors that a check finds, each with its advice to the owner.

use crate::command::exit::Exit;
use crate::config;

/// What a check found to be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum CheckError {
    /// The settings cannot be used.
    #[error("{reason}")]
    Configuration {
        /// Which file and setting, and what was expected.
        reason: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// The certificate that the relay shows to edges cannot be used.
    #[error("{0}")]
    OwnCertificate(String),
    /// The certificate or key of an identity cannot be used.
    #[error("{reason}")]
    Identity {
        /// Which file, and why.
        reason: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// Its time is over.
    #[error("{0}")]
    Expired(String),
    /// The CA file cannot be used.
    #[error("{reason}")]
    Authority {
        /// Why.
        reason: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// The name has no address.
    #[error("the name {host} has no address: {reason}")]
    Name {
        /// The upstream's host.
        host: String,
        /// What the resolver said.
        reason: String,
    },
    /// There is no answer to the connection.
    #[error("no answer from {at} within {seconds} s")]
    Blocked {
        /// Where the connection was to go.
        at: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The connection is refused.
    #[error("{at} cannot be connected to: {reason}")]
    Unreachable {
        /// Where the connection was to go.
        at: String,
        /// What the system said.
        reason: String,
    },
    /// The connection ends before TLS does.
    #[error("{at} took the connection but no handshake came of it: {reason}")]
    Handshake {
        /// The address.
        at: String,
        /// What was seen.
        reason: String,
    },
    /// The server's certificate has another issuer.
    #[error("the server's certificate is of an authority that the CA file does not have: {seen}")]
    NotTrusted {
        /// What the server shows.
        seen: String,
    },
    /// The server has another key than the settings pin.
    #[error("the server's certificate is of the right authority, but {reason}")]
    NotPinned {
        /// What the TLS library found.
        reason: String,
    },
    /// The server's certificate is another server's.
    #[error("the server's certificate is not for {host}: {reason}")]
    OtherName {
        /// The upstream's host.
        host: String,
        /// What the TLS library found.
        reason: String,
    },
    /// The server's certificate is out of date.
    #[error(
        "the server's certificate is out of date, or this machine's clock ({clock}) is wrong: {seen}"
    )]
    ServerExpired {
        /// What the server shows.
        seen: String,
        /// The time here.
        clock: String,
    },
    /// The certificate is not taken.
    #[error("the manufacturer refuses the certificate: {0}")]
    CertificateRefused(String),
    /// The app is not known, or has no plan.
    #[error("the manufacturer refuses the client id: {0}")]
    ClientRefused(String),
    /// The server knows nothing of mutual TLS.
    #[error(
        "{at} did not ask for a certificate, so it is not the manufacturer's mutual-TLS host; no \
         call was made"
    )]
    NotAsked {
        /// The address.
        at: String,
    },
    /// Something answers that is not the API.
    #[error("what answers is not the API: {0}")]
    NotTheApi(String),
    /// The calls of the day or of the second are used up.
    #[error("the manufacturer's rate limit is reached{}", .retry_after.map(|seconds| format!(", for {seconds} s")).unwrap_or_default())]
    RateLimited {
        /// Seconds to wait, if it says how long.
        retry_after: Option<u32>,
    },
    /// The API answers that it cannot.
    #[error("the API is in trouble: status {0}")]
    Upstream(u16),
    /// No answer, or half of one.
    #[error("the call got no answer: {0}")]
    Unanswered(String),
    /// This clock and the server's differ.
    #[error("{0}")]
    Clock(String),
    /// By this clock the time of a certificate has not begun.
    #[error("{0}")]
    TooEarly(String),
}

impl CheckError {
    /// Of settings that cannot be used.
    pub(super) fn of_settings(error: &config::Error) -> Self {
        let reason = error.to_string();
        match error {
            config::Error::Unreadable(_) => Self::Configuration {
                reason,
                advice: "name the file with the settings by --config or RELAY_CONFIG, and have \
                         this user read it",
            },
            _ => Self::of_setting(reason),
        }
    }

    /// Of one setting that cannot be used.
    pub(super) fn of_setting(reason: String) -> Self {
        Self::Configuration {
            reason,
            advice: "correct the setting; relay.example.toml explains each",
        }
    }

    /// A name for programs, which stays.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Configuration { .. } => "configuration",
            Self::OwnCertificate(_) => "own-certificate",
            Self::Identity { .. } => "identity",
            Self::Expired(_) => "certificate-expired",
            Self::Authority { .. } => "ca-file",
            Self::Name { .. } => "dns",
            Self::Blocked { .. } => "blocked",
            Self::Unreachable { .. } => "unreachable",
            Self::Handshake { .. } => "handshake",
            Self::NotTrusted { .. } => "not-trusted",
            Self::NotPinned { .. } => "pin-mismatch",
            Self::OtherName { .. } => "name-mismatch",
            Self::ServerExpired { .. } => "server-certificate-expired",
            Self::CertificateRefused(_) => "certificate-refused",
            Self::ClientRefused(_) => "client-id-refused",
            Self::NotAsked { .. } => "certificate-not-asked",
            Self::NotTheApi(_) => "not-the-api",
            Self::RateLimited { .. } => "rate-limited",
            Self::Upstream(_) => "upstream-error",
            Self::Unanswered(_) => "no-answer",
            Self::Clock(_) | Self::TooEarly(_) => "clock",
        }
    }

    /// What the owner can do about it.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::OwnCertificate(_) => {
                "correct [tls], or leave it out and let a tunnel or a proxy on this machine do TLS"
            }
            Self::Configuration { advice, .. }
            | Self::Identity { advice, .. }
            | Self::Authority { advice, .. } => advice,
            Self::Expired(_) => {
                "renew it: the manufacturer writes to the e-mail address in the certificate; for \
                 another one, make a request with relay csr"
            }
            Self::Name { .. } => {
                "look at upstream.base for a typing error, and at this machine's name servers"
            }
            Self::Blocked { .. } => {
                "have the firewall let this machine out to that port; the manufacturer may also \
                 want to know your address"
            }
            Self::Unreachable { .. } => {
                "look at this machine's network and at the port in upstream.base"
            }
            Self::Handshake { .. } => {
                "look for a firewall or a proxy on the way that does not let TLS through, and at \
                 the port in upstream.base"
            }
            Self::NotTrusted { .. } => {
                "if that issuer is the manufacturer's, put its certificate into upstream.ca; if \
                 not, something on the way answers in the server's place (a captive portal, a \
                 proxy that inspects): have it leave this host alone"
            }
            Self::NotPinned { .. } => {
                "ask the manufacturer whether the server has a new key; then put that pin beside \
                 the old one in upstream.pin, or take pins out"
            }
            Self::OtherName { .. } => "correct the host in upstream.base",
            Self::ServerExpired { .. } => {
                "set the clock if it is wrong; if it is right, only the manufacturer can help"
            }
            Self::CertificateRefused(_) => {
                "see that the certificate is the one for this host and app, that it has not been \
                 replaced or revoked, and that its intermediates stand behind it in the file; \
                 then ask the manufacturer, with subject and serial from above"
            }
            Self::ClientRefused(_) => {
                "compare client_id with the manufacturer's e-mail, and ask whether the app is \
                 subscribed to the API"
            }
            Self::NotAsked { .. } => {
                "name in upstream.base the host that the manufacturer gave with the certificate, \
                 as in https://api-cert.groupe-psa.com/connectedcar/v4; a host without mutual TLS \
                 neither takes a certificate nor refuses one"
            }
            Self::NotTheApi(_) => {
                "compare upstream.base with https://api-cert.groupe-psa.com/connectedcar/v4, and \
                 look for a proxy on the way"
            }
            Self::RateLimited { .. } => {
                "try again later; the certificate was taken. Fewer calls, or a larger contract"
            }
            Self::Upstream(_) => "try again later; the certificate was taken",
            Self::Unanswered(_) => "try again; if it stays so, look for a proxy on the way",
            Self::Clock(_) => {
                "have the clock kept by NTP (timedatectl set-ntp true): signatures live for seconds"
            }
            Self::TooEarly(_) => {
                "have the clock kept by NTP (timedatectl set-ntp true), or wait until that day"
            }
        }
    }

    /// What the command ends with.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Configuration { .. } => Exit::Configuration,
            Self::OwnCertificate(_)
            | Self::Identity { .. }
            | Self::Expired(_)
            | Self::Authority { .. } => Exit::Identity,
            Self::Name { .. }
            | Self::Blocked { .. }
            | Self::Unreachable { .. }
            | Self::Handshake { .. }
            | Self::Unanswered(_) => Exit::Network,
            Self::NotTrusted { .. }
            | Self::NotPinned { .. }
            | Self::OtherName { .. }
            | Self::ServerExpired { .. } => Exit::NotTrusted,
            Self::CertificateRefused(_) | Self::ClientRefused(_) => Exit::Refused,
            Self::NotAsked { .. }
            | Self::NotTheApi(_)
            | Self::RateLimited { .. }
            | Self::Upstream(_) => Exit::Answer,
            Self::Clock(_) | Self::TooEarly(_) => Exit::Clock,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of_each() -> Vec<CheckError> {
        let text = String::new;
        vec![
            CheckError::Configuration {
                reason: text(),
                advice: "",
            },
            CheckError::OwnCertificate(text()),
            CheckError::Identity {
                reason: text(),
                advice: "",
            },
            CheckError::Expired(text()),
            CheckError::Authority {
                reason: text(),
                advice: "",
            },
            CheckError::Name {
                host: text(),
                reason: text(),
            },
            CheckError::Blocked {
                at: text(),
                seconds: 5,
            },
            CheckError::Unreachable {
                at: text(),
                reason: text(),
            },
            CheckError::Handshake {
                at: text(),
                reason: text(),
            },
            CheckError::NotTrusted { seen: text() },
            CheckError::NotPinned { reason: text() },
            CheckError::OtherName {
                host: text(),
                reason: text(),
            },
            CheckError::ServerExpired {
                seen: text(),
                clock: text(),
            },
            CheckError::CertificateRefused(text()),
            CheckError::ClientRefused(text()),
            CheckError::NotAsked { at: text() },
            CheckError::NotTheApi(text()),
            CheckError::RateLimited { retry_after: None },
            CheckError::Upstream(503),
            CheckError::Unanswered(text()),
            CheckError::Clock(text()),
            CheckError::TooEarly(text()),
        ]
    }

    #[test]
    fn the_operations_page_has_every_code_in_the_row_of_its_exit() {
        let page = include_str!("../../../../docs/operations.md");
        for error in one_of_each() {
            let (row, code) = (format!("| {} | ", error.exit() as u8), error.code());
            let row = page.lines().find(|line| line.starts_with(&row)).unwrap();
            assert!(row.contains(&format!("`{code}`")), "{code}: {row}");
        }
    }
}
