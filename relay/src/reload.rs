//! Reload without a restart: the files on disk are read at an interval and on SIGHUP, and are used
//! whole or not at all.
//!
//! Files are read by their paths and compared by content, because a Kubernetes Secret changes by a
//! symlink, which no watch on the file reports. A set of files is opened as at the start, and each
//! identity that changed completes a handshake with the upstream before it is used: nothing else
//! shows that a certificate or a CA is the wrong one. A set that cannot be used stays where it
//! is, and the one before it stays in use; a metric, the log and readiness report it. It is tried
//! again each time, because it may become usable as it is, and is logged when the reason changes.
//!
//! For a renewed certificate only a refusal counts: an upstream that cannot be reached says nothing
//! about it, and it must be renewed all the same. With a new address, CA or pin the handshake must
//! succeed, since nothing else shows that it is wrong. A refusal of a certificate that is in use
//! already holds nothing back: what else has changed is no reason for it.
//!
//! What a poll finds must be the same a moment later, because half a file of settings may be a
//! valid file of settings.

mod changes;
mod file_set;
mod metrics;
mod trial;
mod untried;

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::CryptoProvider;
use tokio::signal::unix::Signal;
use tokio::task::JoinError;
use tokio::time::{Interval, MissedTickBehavior};
use tracing::{info, warn};

use crate::admin::Readiness;
use crate::config::{self, Config, UnknownRealms};
use crate::descriptors::Descriptors;
use crate::expiry::{self, Alarms, CertificateKind, Expiry};
use crate::identity::{self, CertificateResolver, Credential};
use crate::identity_set::{IdentityError, IdentitySet};
use crate::service::{Service, unix_now};
use crate::systemd;
pub(crate) use file_set::FileSet;
pub(crate) use metrics::ReloadMetrics;
use trial::Verdict;
use untried::Untried;

/// How often the expiry of certificates is checked, however seldom the files are polled.
const HOUR: Duration = Duration::from_secs(3600);
/// How long a change that a poll finds must stay the same to count as complete.
const SETTLING: Duration = Duration::from_millis(250);

/// What a reload needs and changes.
pub(crate) struct Reload<L> {
    /// Reads the settings again.
    pub(crate) load: Arc<L>,
    pub(crate) descriptors: Descriptors,
    pub(crate) service: Arc<Service>,
    /// What presents the relay's own certificate, and that certificate.
    pub(crate) own: Option<(Arc<CertificateResolver>, Credential)>,
    pub(crate) readiness: Arc<Readiness>,
    pub(crate) metrics: ReloadMetrics,
    pub(crate) provider: Arc<CryptoProvider>,
}

/// The set of files in use, and why a newer one is not.
struct ReloadState {
    /// The settings at the start of the process.
    first: Option<Config>,
    in_use: FileSet,
    /// Why the set on disk is not the one in use.
    refusal: Option<String>,
    untried: Untried,
}

impl ReloadState {
    fn new(in_use: FileSet) -> Self {
        Self {
            first: in_use.settings().ok().cloned(),
            in_use,
            refusal: None,
            untried: Untried::default(),
        }
    }

    /// Whether landlock, as it is since the start, keeps the port of these settings' upstream closed.
    fn bars(&self, settings: &Config) -> bool {
        let port = |config: &Config| config.upstream.host_and_port().1;
        let bars = |first: &Config| first.landlock && port(first) != port(settings);
        self.first.as_ref().is_some_and(bars)
    }

    /// The settings that take effect only after a restart, if any have changed.
    fn fixed(&self) -> Option<String> {
        let (first, now) = self.first.as_ref().zip(self.in_use.settings().ok())?;
        let settings = first.fixed_differences(now).join(", ");
        (!settings.is_empty()).then_some(settings)
    }

    /// Warns of these settings.
    fn tell_what_is_fixed(&self) {
        if let Some(settings) = self.fixed() {
            warn!(settings, "only a restart changes these settings");
        }
    }

    /// The notes of readiness, a line each.
    fn lines(&self) -> impl Iterator<Item = String> {
        let refused = self
            .refusal
            .iter()
            .map(|reason| format!("the set on disk is refused: {reason}"));
        let fixed = self.fixed();
        let fixed = fixed.map(|settings| format!("waiting for a restart: {settings}"));
        refused.chain(fixed).chain(self.untried.lines())
    }
}

/// Why a set of files is refused.
#[derive(Debug, thiserror::Error)]
enum ReloadError {
    #[error("{0}")]
    Settings(String),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error("tls: {0}")]
    Own(#[from] identity::Error),
    #[error("identity {name:?}: no handshake with the upstream: {detail}")]
    Trial { name: String, detail: String },
    #[error(
        "identity {name:?}: no handshake with the upstream: {detail}; while landlock is on, only \
         a restart changes the port of upstream.base"
    )]
    Barred { name: String, detail: String },
    #[error("the renewal was broken off: {0}")]
    BrokenOff(#[from] JoinError),
}

impl<L> Reload<L>
where
    L: Fn() -> Result<Config, config::Error> + Send + Sync + 'static,
{
    /// Reloads changed files for as long as it is polled. `in_use` is the first set.
    pub(crate) async fn run(mut self, in_use: FileSet, mut hangup: Signal) {
        let interval = in_use.settings().ok().and_then(|set| set.reload_interval);
        let mut polls = ticks(interval.unwrap_or(HOUR));
        let mut hours = ticks(HOUR);
        let mut state = ReloadState::new(in_use);
        let mut alarms = Alarms::default();
        self.announce(&self.service.identities());
        loop {
            let now = unix_now();
            let expiries = self.expiries();
            alarms.raise(&expiries, now);
            self.metrics.ends(&expiries);
            self.note(&state, &expiries);

            let identities = self.service.identities();
            let looks = tokio::select! {
                Some(()) = hangup.recv() => Some(true),
                _ = polls.tick(), if interval.is_some() => Some(false),
                _ = hours.tick() => None,
                // Beside the others: a trial of an upstream that says nothing takes seconds.
                () = state.untried.ask_again(&identities, &self.provider),
                    if state.untried.is_any() => None,
            };
            if let Some(told) = looks {
                if told {
                    systemd::reloading();
                    state.untried.hurry();
                }
                let was_refused = state.refusal.is_some();
                self.look(&mut state, told).await;
                let is_refused = state.refusal.is_some();
                let status = match is_refused {
                    true => "the set on disk is refused, the one before it serves",
                    false => "serving the set on disk",
                };
                if told {
                    systemd::ready(status);
                } else if is_refused != was_refused {
                    systemd::status(status);
                }
            }
        }
    }

    /// Updates the notes of readiness.
    fn note(&self, state: &ReloadState, expiries: &[Expiry]) {
        let lines = state.lines().chain(expiry::lines(expiries, unix_now()));
        self.readiness.note(lines.collect());
    }

    /// Reads the files, and uses them if they are new. After a SIGHUP the outcome is always logged;
    /// after a poll only a change is.
    ///
    /// A refused set is tried again each time: its validity may begin, or the upstream may come to
    /// accept it.
    async fn look(&mut self, state: &mut ReloadState, told: bool) {
        let renewed = match self.read(&state.in_use, told).await {
            Ok(None) => return,
            Ok(Some(files)) if files == state.in_use => {
                if state.refusal.take().is_some() || told {
                    info!("the set on disk is the one in use");
                    state.tell_what_is_fixed();
                }
                self.metrics.in_use();
                return;
            }
            Ok(Some(files)) => {
                let renewed = self.renew(&files, state).await;
                renewed.map(|()| files)
            }
            Err(error) => Err(error.into()),
        };
        match renewed {
            Ok(files) => {
                state.in_use = files;
                state.tell_what_is_fixed();
                state.refusal = None;
                self.metrics.renewed(1);
            }
            Err(reason) => {
                let reason = reason.to_string();
                if told || state.refusal.as_ref() != Some(&reason) {
                    warn!(
                        reason,
                        "the set on disk is refused, the one before it stays"
                    );
                    self.metrics.refused(1);
                }
                state.refusal = Some(reason);
            }
        }
    }

    /// The files on disk, if they are complete. Half a file of settings may be a valid file, so a
    /// change that a poll finds must be the same a moment later.
    async fn read(&self, in_use: &FileSet, told: bool) -> Result<Option<FileSet>, JoinError> {
        let read = || {
            let load = Arc::clone(&self.load);
            tokio::task::spawn_blocking(move || FileSet::read(&*load))
        };
        let files = read().await?;
        if told || files == *in_use {
            return Ok(Some(files));
        }
        tokio::time::sleep(SETTLING).await;
        Ok((read().await? == files).then_some(files))
    }

    /// Opens a set and replaces the one in use.
    async fn renew(&mut self, files: &FileSet, state: &mut ReloadState) -> Result<(), ReloadError> {
        let settings = files
            .settings()
            .map_err(|reason| ReloadError::Settings(reason.to_owned()))?;
        let mut what = match state.in_use.settings() {
            Ok(in_use) => changes::of_settings(in_use, settings),
            Err(_) => Vec::new(),
        };
        let config = self.descriptors.fit(settings.clone());
        let (before, provider) = (self.service.identities(), Arc::clone(&self.provider));
        // Reading files and deriving keys from passphrases would block the calls of this thread.
        let opening = tokio::task::spawn_blocking({
            let before = Arc::clone(&before);
            let own = self.own.as_ref().map(|(_, own)| own.clone());
            move || open(&config, &before, own.as_ref(), &provider)
        });
        let (identities, own) = opening.await??;
        let (moved, barred) = (identities.have_moved(&before), state.bars(settings));
        let mut verdicts = Vec::new();
        for identity in identities.changed(&before) {
            let verdict = match trial::shake_hands(identity, &self.provider).await {
                // The server has shown by then that the CA and the pin are the right ones.
                refused @ Verdict::Refused(_) if before.explains_refusal(identity, unix_now()) => {
                    refused
                }
                verdict => judge(verdict, identity.name(), moved, barred)?,
            };
            verdicts.push((identity, verdict));
        }
        state.untried.renewed(&identities, verdicts);
        what.extend(changes::of_certificates(&before, &identities));
        self.announce(&identities);
        self.descriptors.warn_of_pool(settings);
        self.service.replace(identities);
        if let (Some((served, current)), Some(own)) = (&mut self.own, own) {
            if own != *current {
                what.push("tls.certificate".to_owned());
            }
            served.replace(&own);
            *current = own;
        }
        info!(what = what.join(", "), "renewed");
        Ok(())
    }

    fn announce(&self, identities: &IdentitySet) {
        for identity in identities.iter() {
            let (name, days_left) = (identity.name(), identity.credential().days_left(unix_now()));
            info!(name, days_left, "identity");
            if let Some(UnknownRealms { realms, known }) = identity.unknown_realms() {
                warn!(name, realms, known, "no brand has these realms");
            }
        }
    }

    /// The certificates in use.
    fn expiries(&self) -> Vec<Expiry> {
        let in_use = self.service.identities();
        let identities = in_use.iter().map(|identity| Expiry {
            which: CertificateKind::Identity(identity.name().to_owned()),
            not_after: identity.credential().not_after(),
        });
        // All identities have the same upstream.
        let authority = in_use.iter().next().map(|identity| Expiry {
            which: CertificateKind::Authority,
            not_after: identity.authorities().not_after(),
        });
        let own = self.own.as_ref().map(|(_, own)| Expiry {
            which: CertificateKind::Own,
            not_after: own.not_after(),
        });
        identities.chain(authority).chain(own).collect()
    }
}

fn ticks(every: Duration) -> Interval {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    ticks
}

/// The verdict, if the identity with this name may be used with it. `moved` is whether the upstream
/// is not the one in use, `barred` whether landlock keeps its port closed.
fn judge(verdict: Verdict, name: &str, moved: bool, barred: bool) -> Result<Verdict, ReloadError> {
    let name = name.to_owned();
    match verdict {
        // A firewall of this machine denies a connection in the same way.
        Verdict::Denied(detail) if moved && barred => Err(ReloadError::Barred { name, detail }),
        Verdict::Refused(detail) | Verdict::NotTrusted(detail) => {
            Err(ReloadError::Trial { name, detail })
        }
        Verdict::Unknown(detail) | Verdict::Denied(detail) if moved => {
            Err(ReloadError::Trial { name, detail })
        }
        verdict => Ok(verdict),
    }
}

fn open(
    config: &Config,
    before: &IdentitySet,
    own: Option<&Credential>,
    provider: &Arc<CryptoProvider>,
) -> Result<(IdentitySet, Option<Credential>), ReloadError> {
    let now = unix_now();
    let identities = before.renewed(config, provider, now)?;
    let own = match (&config.tls, own) {
        (Some(files), Some(own)) => Some(Credential::renewed(files, provider, now, Some(own))?),
        _ => None,
    };
    Ok((identities, own))
}

#[cfg(test)]
mod tests;
