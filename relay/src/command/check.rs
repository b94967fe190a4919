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

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Args;
use rustls::crypto::CryptoProvider;

use super::exit::Exit;
use super::settings::Settings;
use crate::config::{Config, IdentitySettings};
use crate::expiry::CertificateKind;
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
    let loaded = arguments.settings.load();
    let passphrases = loaded.as_ref().map(|config| &*config.passphrase_variables);
    let variables = Settings::unknown_variables(passphrases.unwrap_or_default());
    report.warnings = variables
        .into_iter()
        .map(Warning::VariableUnknown)
        .collect();
    let config = match loaded {
        Ok(config) => config,
        Err(error) => {
            report.error = Some(CheckError::of_settings(&error));
            return report;
        }
    };
    let (provider, now) = (tls::provider(), unix_now());
    report.upstream = Some(config.upstream.base.clone());
    report.writes = config.writes.as_ref().map(WritesReport::of);
    report.warnings.extend(Warning::of_writes(&config));
    report.warnings.extend(exposed(&config));
    look_at_own(&config, &provider, now, &mut report);
    // What is wrong with it stands with each identity that needs it.
    let authorities = Authorities::load(&config.upstream.ca);
    if let Ok(authorities) = &authorities {
        let ca = authorities.certificates().iter();
        let ca: Vec<_> = ca.filter_map(|one| CertificateInfo::of(one, now)).collect();
        let warning = Warning::of_authorities(&ca, authorities.not_after(), now);
        report.warnings.extend(warning);
        report.ca = Some(ca);
    }
    let test_call = if arguments.no_call {
        TestCall::None
    } else {
        TestCall::WithoutToken
    };
    for identity in &config.identities {
        let mut found = IdentityReport::of(&identity.name);
        found.warnings.extend(Warning::of_realms(identity));
        found
            .warnings
            .extend(Warning::of_secret(&identity.pair.key));
        let shown = look_at(identity, &provider, now, &mut found);
        let tls = shown.and_then(|credential| {
            let authorities = authorities
                .as_ref()
                .map_err(|error| CheckError::Authority {
                    reason: error.to_string(),
                    advice: remedy::of_ca_file(error),
                })?;
            upstream::client(&config.upstream, authorities, &credential, &provider).map_err(
                |error| CheckError::Authority {
                    reason: error.to_string(),
                    advice: remedy::CA,
                },
            )
        });
        found.error = match tls {
            Err(error) => Some(error),
            Ok(tls) => {
                let prober = Prober::new(&config.upstream, &identity.client_id, tls, test_call);
                prober.probe(&mut found.seen).await.err()
            }
        };
        report.identities.push(found);
    }
    report
}

/// Warns of each file with a secret that others may read, but for those of the identities' keys: they
/// stand with the identity.
fn exposed(config: &Config) -> Vec<Warning> {
    let of_identity = |file: &PathBuf| {
        let mut identities = config.identities.iter();
        identities.any(|identity| identity.pair.key == *file)
    };
    // A file may be named more than once, as that of the settings is for each secret in it.
    let files: BTreeSet<_> = config.secret_files.iter().collect();
    let files = files.into_iter().filter(|file| !of_identity(file));
    files.filter_map(|file| Warning::of_secret(file)).collect()
}

/// Looks at the certificate that the relay shows to edges.
fn look_at_own(config: &Config, provider: &CryptoProvider, now: u64, report: &mut Report) {
    let Some(files) = &config.tls else {
        return;
    };
    let own = match Credential::load(files, provider, now) {
        Ok(own) => own,
        Err(error) => {
            let reason = format!("tls: {error}");
            report.error = Some(match error.is_too_early() {
                true => CheckError::TooEarly(reason),
                false => CheckError::OwnCertificate(reason),
            });
            return;
        }
    };
    report.tls = CertificateInfo::of_credential(&own, now);
    if let (Some(certificate), Some(info)) = (own.chain().first(), &report.tls) {
        let names = Warning::of_own_names(certificate, info, &config.public_names);
        let end = Warning::of_end(CertificateKind::Own, own.not_after(), now);
        report.warnings.extend(names.into_iter().chain(end));
    }
}

/// Looks at the certificate that an identity shows to the upstream.
fn look_at(
    identity: &IdentitySettings,
    provider: &CryptoProvider,
    now: u64,
    found: &mut IdentityReport,
) -> Result<Credential, CheckError> {
    let credential =
        Credential::load(&identity.pair, provider, now).map_err(|error| about(&error))?;
    found.certificate = CertificateInfo::of_credential(&credential, now);
    let which = CertificateKind::Identity(identity.name.clone());
    let end = Warning::of_end(which, credential.not_after(), now);
    found.warnings.extend(end);
    Ok(credential)
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
