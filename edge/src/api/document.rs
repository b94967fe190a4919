//! Answers a resource that is one document of the upstream's.

use serde_json::Value;
use shared::problem::{Code, Problem};
use shared::wire::Unread;

use super::last_known::{DocumentAnswer, of_car};
use super::parameter::query::refuse_any;
use super::reader;
use super::resource::{Document, Resource};
use super::upstream::Upstream;
use crate::context::Ports;
use crate::last_known::line::digest;
use crate::respond::{Response, written};

/// Answers it, or its last known state where that is kept and the upstream cannot be asked.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &Resource,
    document: &Document,
) -> Result<Response, Problem> {
    refuse_any(upstream.context.request)?;
    let name = resource.last_known.map(|kind| of_car(kind, ids));
    upstream.last_known.prefetch(name.as_deref());
    let outcome = fetch(upstream, resource, ids, document, name.as_deref()).await;
    if name.is_none() {
        return Ok(written(outcome?.into_bytes()));
    }
    let resolved =
        upstream
            .last_known
            .resolve_answer(upstream.context, name.as_deref(), outcome)?;
    Ok(written(resolved.into_text().into_bytes()))
}

/// The document of a resource, translated, unless the upstream repeats what the state of `name` was
/// made of. It has the identifier of its path, whatever the upstream wrote there: what is asked for is
/// what is answered, and an identifier that cannot be read loses no document.
pub async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    resource: &Resource,
    ids: &[&str],
    document: &Document,
    name: Option<&str>,
) -> Result<DocumentAnswer, Problem> {
    let context = upstream.context;
    let success = upstream
        .get(resource.operation, ids)
        .await
        .map_err(|problem| resource.explain(problem))?;
    let digest = name.map(|_| digest(&success.body));
    if let Some(known) = upstream.last_known.repeated(name, digest) {
        return Ok(DocumentAnswer::Repeated(known));
    }
    let mut json = reader::parse(context, &success.body)?;
    if let (Some(name), Some(id), Some(fields)) = (document.id, ids.last(), json.as_object_mut()) {
        fields.insert(name.to_owned(), Value::from(*id));
    }
    let mut unread = Unread::default();
    let model = (document.translate)(&json, &mut unread);
    reader::log_unread(context, &unread);
    let text = model.ok_or(Code::NoDataYet)?;
    Ok(DocumentAnswer::Read { text, digest })
}
