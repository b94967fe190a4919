//! Identities in use that the upstream has not accepted so far, because it could not be reached at
//! their trial, or refuses a certificate that was in use before.

use std::collections::BTreeMap;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::CryptoProvider;
use tracing::{info, warn};

use super::trial::{self, Verdict};
use crate::identity_set::{Identity, IdentitySet};

/// How long after a trial that told nothing an identity in use is tried again.
pub(super) const MINUTE: Duration = Duration::from_secs(60);

/// The trials of some identities, which come to a verdict for each, by its name.
type Round = Pin<Box<dyn Future<Output = Vec<(String, Verdict)>> + Send>>;

/// Those identities, and their next trial.
#[derive(Default)]
pub(super) struct Untried {
    /// The reason for each, by the name of the identity.
    doubts: BTreeMap<String, String>,
    /// Waits for its time, and then comes to the verdicts.
    round: Option<Round>,
    /// Whether the next round begins at once.
    is_due: bool,
}

impl Untried {
    /// Notes the identities in use from now on, some of them with a verdict. One that was untried
    /// and has not changed still is.
    pub(super) fn renewed<'t>(
        &mut self,
        identities: &IdentitySet,
        verdicts: impl IntoIterator<Item = (&'t Identity, Verdict)>,
    ) {
        // Its verdicts would be about the identities before these.
        self.round = None;
        self.doubts
            .retain(|name, _| identities.iter().any(|identity| identity.name() == name));
        for (identity, verdict) in verdicts {
            self.note(identity.name(), verdict);
        }
    }

    /// Whether there is any.
    pub(super) fn is_any(&self) -> bool {
        !self.doubts.is_empty()
    }

    /// Has the next trial begin at once, in place of the one under way.
    pub(super) fn hurry(&mut self) {
        self.round = None;
        self.is_due = self.is_any();
    }

    /// Repeats the trial of those in use, a minute after the one before. If this is dropped, the
    /// trial under way goes on with the next call.
    pub(super) async fn ask_again(
        &mut self,
        identities: &Arc<IdentitySet>,
        provider: &Arc<CryptoProvider>,
    ) {
        let names = self.doubts.keys().cloned();
        let wait = match mem::take(&mut self.is_due) {
            true => Duration::ZERO,
            false => MINUTE,
        };
        let round = self.round.get_or_insert_with(|| {
            let (identities, provider) = (Arc::clone(identities), Arc::clone(provider));
            Box::pin(try_after(wait, names.collect(), identities, provider))
        });
        let verdicts = round.await;
        self.round = None;
        for (name, verdict) in verdicts {
            self.note(&name, verdict);
        }
    }

    /// A line for each.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.doubts
            .iter()
            .map(|(name, doubt)| format!("identity {name:?} {doubt}"))
    }

    fn note(&mut self, name: &str, verdict: Verdict) {
        let doubt = match verdict {
            Verdict::Taken => {
                if self.doubts.remove(name).is_some() {
                    info!(name, "the upstream takes a renewed identity");
                }
                return;
            }
            Verdict::Unknown(detail) | Verdict::Denied(detail) => format!("is untried: {detail}"),
            Verdict::Refused(detail) | Verdict::NotTrusted(detail) => {
                format!("is refused: {detail}")
            }
        };
        if self.doubts.get(name) != Some(&doubt) {
            warn!(name, doubt, "a renewed identity is in doubt");
            self.doubts.insert(name.to_owned(), doubt);
        }
    }
}

/// Tries those with these names after this time.
async fn try_after(
    wait: Duration,
    names: Vec<String>,
    identities: Arc<IdentitySet>,
    provider: Arc<CryptoProvider>,
) -> Vec<(String, Verdict)> {
    tokio::time::sleep(wait).await;
    let mut verdicts = Vec::new();
    for identity in identities.iter() {
        let name = identity.name();
        if names.iter().any(|untried| untried == name) {
            let verdict = trial::shake_hands(identity, &provider).await;
            verdicts.push((name.to_owned(), verdict));
        }
    }
    verdicts
}
