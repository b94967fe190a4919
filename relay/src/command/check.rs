//! `relay check`: tests everything that a driver's call needs, in the order in which a call needs
//! it.
//!
//! It connects on its own, with the TLS configuration and the judgement of answers that serving
//! uses, but one phase at a time and without the pool: a pool knows that a call failed, an owner
//! needs to know where. A server that is not trusted is examined on a second connection, which
//! presents no certificate and ends once the server has shown its own.

mod certificate_info;
mod error;
mod probe;
mod remedy;
mod report;
mod server_chain;
mod warning;

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::exit::Exit;
use super::settings::Settings;
use crate::identity::{self, Authorities, Credential};
use crate::service::unix_now;
use crate::{tls, upstream};
use certificate_info::CertificateInfo;
use error::CheckError;
use probe::{Prober, TestCall};
use report::{IdentityReport, Report, WritesReport};
use warning::Warning;

/// What is checked, and how it is reported.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    settings: Settings,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Stop after the handshake. Otherwise each identity makes one call without a driver's
    /// token, which the manufacturer may count
    #[arg(long)]
    no_call: bool,
}

/// Checks, and prints what was found.
pub(super) fn run(arguments: &Arguments) -> Exit {
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return Exit::Failure.because(error),
    };
    let report = runtime.block_on(check(arguments));
    // A name look-up that hangs would hold up the end.
    runtime.shutdown_background();
    let exit = report.exit();
    let printed = if arguments.json {
        report.json(exit)
    } else {
        report.text()
    };
    match io::stdout().write_all(printed.as_bytes()) {
        Ok(()) => exit,
        Err(error) => Exit::Failure.because(error),
    }
}

async fn check(arguments: &Arguments) -> Report {
    let mut report = Report::of(&arguments.settings.file);
    let config = match arguments.settings.load() {
        Ok(config) => config,
        Err(error) => {
            report.error = Some(CheckError::Configuration(error.to_string()));
            return report;
        }
    };
    report.upstream = Some(config.upstream.base.clone());
    report.writes = config.writes.as_ref().map(WritesReport::of);
    let provider = tls::provider();
    let now = unix_now();
    if let Some(files) = &config.tls
        && let Err(error) = Credential::load(files, &provider, now)
    {
        let reason = format!("tls: {error}");
        report.error = Some(match error.is_too_early() {
            true => CheckError::TooEarly(reason),
            false => CheckError::OwnCertificate(reason),
        });
    }
    // What is wrong with it stands with each identity that needs it.
    let authorities = Authorities::load(&config.upstream.ca);
    if let Ok(authorities) = &authorities {
        report.believe(
            authorities
                .certificates()
                .iter()
                .filter_map(|certificate| CertificateInfo::of(certificate, now))
                .collect(),
        );
    }
    // That of an identity's key stands with the identity.
    let of_identity = |file: &PathBuf| {
        let mut identities = config.identities.iter();
        identities.any(|identity| identity.pair.key == *file)
    };
    let mut shared = config.secret_files.iter().filter(|file| !of_identity(file));
    let exposed = shared.find_map(|file| Warning::of_secret(file));
    report.warning = exposed.or(report.warning);
    let test_call = if arguments.no_call {
        TestCall::None
    } else {
        TestCall::WithoutToken
    };
    for identity in &config.identities {
        let mut found = IdentityReport::of(&identity.name);
        found.warning = Warning::of_secret(&identity.pair.key);
        match Credential::load(&identity.pair, &provider, now) {
            Err(error) => found.error = Some(about(&error)),
            Ok(credential) => {
                found.certificate = CertificateInfo::of_credential(&credential, now);
                let tls = match &authorities {
                    Err(error) => Err(CheckError::Authority {
                        reason: error.to_string(),
                        advice: remedy::of_ca_file(error),
                    }),
                    Ok(authorities) => {
                        upstream::client(&config.upstream, authorities, &credential, &provider)
                            .map_err(|error| CheckError::Authority {
                                reason: error.to_string(),
                                advice: remedy::CA,
                            })
                    }
                };
                found.error = match tls {
                    Err(error) => Some(error),
                    Ok(tls) => {
                        let prober =
                            Prober::new(&config.upstream, &identity.client_id, tls, test_call);
                        prober.probe(&mut found.seen).await.err()
                    }
                };
            }
        }
        report.identities.push(found);
    }
    report
}

fn about(error: &identity::Error) -> CheckError {
    match error {
        error if error.is_too_early() => CheckError::TooEarly(error.to_string()),
        identity::Error::Chain(identity::ChainError::Expired { .. }) => {
            CheckError::Expired(error.to_string())
        }
        _ => CheckError::Identity {
            reason: error.to_string(),
            advice: remedy::of_identity(error),
        },
    }
}
