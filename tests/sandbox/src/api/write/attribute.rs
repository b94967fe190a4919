//! What an app has put into what it is told: into the headers, the body or the query.

use crate::api::write::form::{Form, optional, required};

/// What is put into a message to a server or a socket.
pub(crate) const ATTRIBUTES: Form = Form::List(&ATTRIBUTE, 0, 20);

/// What is put into a message to a phone, `Header` if nothing else is said.
pub(crate) const PHONE_ATTRIBUTES: Form = Form::List(&PHONE_ATTRIBUTE, 0, 20);

const ATTRIBUTE: Form = Form::Object(&[
    required("type", &Form::Word(&["Header", "Body", "Query"])),
    required("key", &Form::Text),
    required("value", &Form::Text),
]);

const PHONE_ATTRIBUTE: Form = Form::Object(&[
    optional("type", &Form::Word(&["Header", "Body"])),
    optional("key", &Form::Text),
    required("value", &Form::Text),
]);
