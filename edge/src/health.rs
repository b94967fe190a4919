//! `GET /health`: whether the service is set up, and, for its owner, whether each relay is.

use serde::Serialize;
use shared::hop::Hello;
use shared::problem::{Code, Problem};
use shared::signature::Key;

use crate::context::{Context, Ports};
use crate::origin::Origin;
use crate::owner::is_owner;
use crate::relay::{NoHello, greet};
use crate::respond::{Response, json};
use crate::settings::Faults;

/// How often a relay that takes commands is greeted: behind one name there must be one process.
const GREETINGS: usize = 10;

/// Whether the service is set up.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
pub(crate) struct Health {
    /// `ok`, or `failed` where a relay is not set up.
    status: &'static str,
    /// Each relay, where the owner asks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relays: Vec<RelayHealth>,
}

/// Whether a relay is set up.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct RelayHealth {
    /// Its address.
    relay: String,
    /// `ok` or `failed`.
    status: &'static str,
    /// The first step that fails: `reach`, `signature`, `answer`, `realms`, `writer` where several
    /// processes answer under a name that takes commands, or `writes` where no relay takes what
    /// `ACTIONS` allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'static str>,
    /// What is wrong there.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// How far its clock is ahead of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_ahead_seconds: Option<i64>,
    /// How long its client certificate is still good.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate_days_left: Option<i64>,
    /// The words of the commands that it takes under this address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    writes: Vec<String>,
}

/// The settings that are missing or malformed, by name and never by value.
pub fn misconfigured(faults: &Faults) -> Problem {
    Problem::new(Code::Misconfigured).with_detail(faults.to_string())
}

/// Says that the settings are complete; with `?relay=1` and the owner's key, says hello to every
/// relay.
pub async fn answer<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    let mut health = Health {
        status: "ok",
        relays: Vec::new(),
    };
    if context.request.parameter("relay").is_some() {
        if !is_owner(context).await? {
            return Err(Problem::new(Code::NotFound));
        }
        for relay in &context.settings.relays {
            health.relays.push(look(context, relay).await);
        }
        find_writers(context, &mut health.relays);
        if health.relays.iter().any(|relay| relay.step.is_some()) {
            health.status = "failed";
        }
    }
    json(&health)
}

/// Names what `ACTIONS` allows and no relay does, at the last relay, if that is well.
fn find_writers<P: Ports>(context: &Context<'_, P>, relays: &mut [RelayHealth]) {
    let allowed = context.settings.actions.allowed.iter();
    let takes = |word: &str| {
        let mut words = relays.iter().flat_map(|relay| &relay.writes);
        words.any(|taken| taken == word)
    };
    let missing: Vec<_> = allowed
        .map(|action| action.word())
        .filter(|word| !takes(word))
        .collect();
    if let Some(last) = relays.last_mut().filter(|last| last.step.is_none())
        && !missing.is_empty()
    {
        let detail = format!("no relay takes {}: see [writes]", missing.join(", "));
        last.fail("writes", detail);
    }
}

/// How a relay is. One that takes commands is greeted several times, with the key that commands are
/// signed with.
async fn look<P: Ports>(context: &Context<'_, P>, relay: &Origin) -> RelayHealth {
    let settings = context.settings;
    let key = &settings.relay_key;
    let (mut health, first) = judge(context, relay, key).await;
    let Some(first) = first.filter(|first| !first.writes.is_empty()) else {
        return health;
    };
    let key = settings.actions.write_key.as_ref().unwrap_or(key);
    for _ in 1..GREETINGS {
        let (other, hello) = judge(context, relay, key).await;
        match hello {
            None => {
                let detail = other.detail.unwrap_or_default();
                health.fail(
                    other.step.unwrap_or("answer"),
                    format!("RELAY_WRITE_KEY: {detail}"),
                );
                return health;
            }
            Some(hello) if hello.instance != first.instance => {
                let detail =
                    "several processes answer: what is sent to one could be sent again to another";
                health.fail("writer", detail.to_owned());
                return health;
            }
            Some(_) => {}
        }
    }
    health
}

impl RelayHealth {
    fn fail(&mut self, step: &'static str, detail: String) {
        self.status = "failed";
        self.step = Some(step);
        self.detail = Some(detail);
    }
}

/// How a relay is by one hello, and what it says.
async fn judge<P: Ports>(
    context: &Context<'_, P>,
    relay: &Origin,
    key: &Key,
) -> (RelayHealth, Option<Hello>) {
    let mut health = RelayHealth {
        relay: relay.to_string(),
        status: "ok",
        step: None,
        detail: None,
        clock_ahead_seconds: None,
        certificate_days_left: None,
        writes: Vec::new(),
    };
    let hello = match greet(&context.relay_context(), relay, key).await {
        Ok(hello) => hello,
        Err(NoHello::Problem(problem)) => {
            let step = match problem.code() {
                Code::RelayUnreachable => "reach",
                Code::RelayRefusesEdge => "signature",
                _ => "answer",
            };
            health.fail(step, problem.code().for_owner().to_owned());
            return (health, None);
        }
        Err(NoHello::NotRelay) => {
            let detail = "what answered is no relay of this version";
            health.fail("answer", detail.to_owned());
            return (health, None);
        }
    };
    let missing: Vec<_> = context
        .settings
        .brands
        .iter()
        .map(|brand| brand.realm.as_str())
        .filter(|realm| !hello.realms.iter().any(|known| known == realm))
        .collect();
    health.clock_ahead_seconds = hello.now.checked_signed_diff(context.ports.now());
    health.certificate_days_left = Some(hello.certificate_days_left);
    health.writes.clone_from(&hello.writes);
    if !missing.is_empty() {
        health.fail("realms", format!("the relay lacks {}", missing.join(", ")));
        return (health, None);
    }
    (health, Some(hello))
}
