//! A resource that is one document of the upstream's.

use serde_json::Value;
use serde_json::value::RawValue;
use shared::model::{FromWire, Translate, translate};
use shared::operation::Operation;
use shared::problem::{Code, Problem};
use shared::wire::Unread;

use super::last_known::{of_car, read};
use super::parameter::query::none;
use super::reader;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// A resource that is one document of the upstream's.
#[derive(Debug)]
pub struct One {
    /// The upstream's operation.
    pub operation: &'static Operation,
    /// From its document to ours.
    pub item: Translate,
    /// What it means that nothing is found.
    pub missing: Code,
    /// Where its document has its identifier, if it is one of several.
    pub id: Option<&'static str>,
    /// What its last known state is kept as, if it is.
    pub kept_as: Option<&'static str>,
}

impl One {
    /// One `M` of several, which has its identifier there.
    pub const fn of<M: FromWire>(operation: &'static Operation, id: &'static str) -> Self {
        Self {
            operation,
            item: translate::<M>,
            missing: Code::NotFound,
            id: Some(id),
            kept_as: None,
        }
    }
}

/// Answers it.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    one: &One,
) -> Result<Response, Problem> {
    none(upstream.context.request)?;
    match one.kept_as {
        None => json(&fetch(upstream, ids, one).await?),
        Some(kind) => {
            let name = of_car(kind, ids);
            upstream.last_known.want(&name);
            let outcome = fetch(upstream, ids, one).await;
            json(&upstream.settle(&name, outcome.and_then(|item| read(item.get().as_bytes())))?)
        }
    }
}

/// What the upstream has of it.
pub async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    one: &One,
) -> Result<Box<RawValue>, Problem> {
    let context = upstream.context;
    let success =
        upstream
            .get(one.operation, ids)
            .await
            .map_err(|problem| match problem.code() {
                Code::NoDataYet => problem.with_code(one.missing),
                _ => problem,
            })?;
    let mut document = reader::json(context, &success.body)?;
    if let (Some(name), Some(id), Some(fields)) = (one.id, ids.last(), document.as_object_mut()) {
        // It is the one that was asked for, whatever became of this field on the way.
        fields.insert(name.to_owned(), Value::from(*id));
    }
    let mut unread = Unread::default();
    let item = (one.item)(&document, &mut unread);
    reader::note(context, &unread);
    item.ok_or(Code::NoDataYet.into())
}
