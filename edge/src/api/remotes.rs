//! `…/callbacks/{cbid}/remotes` and one of them: remote actions that were asked for.

use shared::model::RemoteAction;
use shared::operation::{REMOTE_ACTION, REMOTES};

use super::document::One;
use super::list::List;

/// All of them.
pub static LIST: List = List::of::<RemoteAction>(&REMOTES, &[]);

/// One.
pub static ONE: One = One::of::<RemoteAction>(&REMOTE_ACTION, "remoteActionId");
