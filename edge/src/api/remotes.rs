//! `…/callbacks/{cbid}/remotes` and one of them: remote actions that were asked for.

use shared::model::{RemoteAction, translate};
use shared::operation::{REMOTE_ACTION, REMOTES};
use shared::problem::Code;
use shared::wire::{self, Embed as _};

use super::asked::{PAGE, Takes};
use super::list::List;
use super::one::One;

/// All of them.
pub static LIST: List = List {
    takes: Takes {
        operation: &REMOTES,
        filters: &[],
        page: PAGE,
        offset: true,
    },
    names: wire::RemoteAction::NAMES,
    item: translate::<RemoteAction>,
};

/// One.
pub static ONE: One = One {
    operation: &REMOTE_ACTION,
    item: translate::<RemoteAction>,
    missing: Code::NotFound,
    id: Some("remoteActionId"),
};
