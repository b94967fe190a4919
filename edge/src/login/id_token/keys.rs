//! The keys that an identity provider signs with: its JSON Web Key set (RFC 7517), kept for a
//! while, and fetched anew when it lacks a key.

use std::time::Duration;

use http::header::ACCEPT;
use serde_json::Value;
use shared::json;

use crate::context::{Context, Ports};
use crate::ports::{Limits, Memo, RsaKey};

/// Seconds for which a set is kept. A key that is withdrawn is not trusted for longer.
const KEPT: u64 = 600;
const LIMITS: Limits = Limits {
    time: Duration::from_secs(5),
    body: 64 * 1024,
};

/// The keys cannot be had right now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("its keys cannot be had: {0}")]
pub struct NoKeys(String);

/// The key of that id, if there is one.
pub(super) async fn find<P: Ports>(
    context: &Context<'_, P>,
    url: &str,
    kid: Option<&str>,
) -> Result<Option<RsaKey>, NoKeys> {
    let now = context.ports.now();
    let kept = context.ports.recall(url);
    let kept = kept.filter(|kept| now < kept.at.saturating_add(KEPT));
    // Another key than those that are known may be a new one.
    let known = kept.and_then(|kept| choose(&keys(&kept.value)?, kid));
    if known.is_some() {
        return Ok(known);
    }
    let set = fetch(context, url).await?;
    let no_set = || NoKeys("the answer is no key set".to_owned());
    let keys = keys(&set).ok_or_else(no_set)?;
    let at = context.ports.now();
    context.ports.keep(url, Memo { at, value: set });
    Ok(choose(&keys, kid))
}

async fn fetch<P: Ports>(context: &Context<'_, P>, url: &str) -> Result<Vec<u8>, NoKeys> {
    let request = http::Request::get(url)
        .header(ACCEPT, "application/json")
        .body(Vec::new())
        .map_err(|error| NoKeys(error.to_string()))?;
    let answer = context
        .ports
        .send(request, LIMITS)
        .await
        .map_err(|error| NoKeys(error.to_string()))?;
    if !answer.status().is_success() {
        let status = answer.status().as_u16();
        return Err(NoKeys(format!("status {status}")));
    }
    Ok(answer.into_body())
}

/// The keys of a set that can sign by RS256, by their ids. It may hold others.
fn keys(set: &[u8]) -> Option<Vec<(Option<String>, RsaKey)>> {
    let set = json::read(set).ok()?;
    let listed = set.get("keys")?.as_array()?;
    let read = listed.iter().filter_map(|key| {
        let text = |name| key.get(name).and_then(Value::as_str);
        let may_be = |name, value| key.get(name).is_none_or(|found| found == value);
        if text("kty")? != "RSA" || !may_be("use", "sig") || !may_be("alg", "RS256") {
            return None;
        }
        let (n, e) = (text("n")?.to_owned(), text("e")?.to_owned());
        Some((text("kid").map(str::to_owned), RsaKey { n, e }))
    });
    Some(read.collect())
}

/// The key of that id; a token that names none is signed by the only one there is.
fn choose(keys: &[(Option<String>, RsaKey)], kid: Option<&str>) -> Option<RsaKey> {
    let mut keys = keys
        .iter()
        .filter(|(id, _)| kid.is_none() || id.as_deref() == kid);
    let (_, key) = keys.next()?;
    let is_alone = keys.next().is_none();
    (kid.is_some() || is_alone).then(|| key.clone())
}
