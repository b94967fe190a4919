//! `GET /health`: whether the service is set up, and, for its owner, whether each relay is.

use serde::Serialize;
use shared::problem::{Code, Problem};
use shared::secret::Secret;

use crate::context::{Context, Ports};
use crate::origin::Origin;
use crate::ports::RateLimit;
use crate::rate_limit;
use crate::relay::{NoHello, greet};
use crate::respond::{Response, json};
use crate::settings::Faults;

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
    /// The first step that fails: `reach`, `signature`, `answer` or `realms`.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'static str>,
    /// What is wrong there.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// How far its clock is ahead of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_ahead_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// How long its client certificate is still good.
    certificate_days_left: Option<i64>,
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
            health.relays.push(judge(context, relay).await);
        }
        if health.relays.iter().any(|relay| relay.step.is_some()) {
            health.status = "failed";
        }
    }
    json(&health)
}

/// Whether the owner's key is sent. A caller that sends a key is counted before it is compared.
async fn is_owner<P: Ports>(context: &Context<'_, P>) -> Result<bool, Problem> {
    let given = context
        .request
        .header("authorization")
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(Secret::from);
    if given.is_none() {
        return Ok(false);
    }
    rate_limit::count(
        context,
        RateLimit::Owner,
        &rate_limit::place(context.request),
    )
    .await?;
    Ok(given == context.settings.owner_key)
}

async fn judge<P: Ports>(context: &Context<'_, P>, relay: &Origin) -> RelayHealth {
    let failed = |step, detail: String| RelayHealth {
        relay: relay.to_string(),
        status: "failed",
        step: Some(step),
        detail: Some(detail),
        clock_ahead_seconds: None,
        certificate_days_left: None,
    };
    let hello = match greet(&context.hop(), relay).await {
        Ok(hello) => hello,
        Err(NoHello::Problem(problem)) => {
            let step = match problem.code() {
                Code::RelayUnreachable => "reach",
                Code::RelayRefusesEdge => "signature",
                _ => "answer",
            };
            return failed(step, problem.code().for_owner().to_owned());
        }
        Err(NoHello::NotRelay) => {
            return failed(
                "answer",
                "what answered is no relay of this version".to_owned(),
            );
        }
    };
    let missing: Vec<_> = context
        .settings
        .brands
        .iter()
        .map(|brand| brand.realm.as_str())
        .filter(|realm| !hello.realms.iter().any(|known| known == realm))
        .collect();
    let mut health = RelayHealth {
        relay: relay.to_string(),
        status: "ok",
        step: None,
        detail: None,
        clock_ahead_seconds: hello.now.checked_signed_diff(context.ports.now()),
        certificate_days_left: Some(hello.certificate_days_left),
    };
    if !missing.is_empty() {
        health.status = "failed";
        health.step = Some("realms");
        health.detail = Some(format!("the relay lacks {}", missing.join(", ")));
    }
    health
}
