//! How the parts of a model are declared, and which of two accounts of a part counts.
//!
//! Cars send two generations of the same part: `energies` beside the older `energy`, and both
//! spellings of preconditioning. Where they agree, the later of all their times counts, because
//! the back end leaves one of them standing on many cars. Where they do not, the one that was
//! reported last counts whole. The other fills parts that are lacking, with the time it was
//! reported at: a range of last week is never put beside a level of today.

use crate::value::Timestamp;

/// Declares a part that is made of what was read, and whose members are each absent where nothing is
/// known: `member: Type;`. A part of which nothing at all is known is none: that is what `known` is
/// for. One that is answered as it was read is a `part!` of `wire`.
///
/// With `observed` after its name, it is a part that the car reports by itself, and has the time of
/// that. The time alone means nothing: `observed` adds it to what is known.
///
/// With `identified` after its name, it is a record of its own, and has an identifier that is
/// always there.
macro_rules! group {
    ($(#[$doc:meta])* $name:ident observed { $($members:tt)* }) => {
        $crate::model::group::group! {
            $(#[$doc])*
            $name {
                $($members)*
                /// When the car last reported it.
                observed_at: $crate::value::Timestamp;
            }
        }

        impl $name {
            pub(in $crate::model) fn observed(
                self,
                at: Option<$crate::value::Timestamp>,
            ) -> Option<Self> {
                self.known().map(|it| Self { observed_at: at, ..it })
            }
        }
    };
    ($(#[$doc:meta])* $name:ident identified { $($members:tt)* }) => {
        $crate::wire::part::part! {
            @answered $(#[$doc])*
            $name {
                /// Names it in paths. Opaque.
                pub id: String,
            } { $($members)* }
        }
    };
    ($(#[$doc:meta])* $name:ident { $( $(#[$member_doc:meta])* $member:ident: $type:ty; )* }) => {
        $crate::wire::part::part! {
            @answered $(#[$doc])* #[derive(Default)]
            $name {} { $( $(#[$member_doc])* $member: $type; )* }
        }

        impl $name {
            fn known(self) -> Option<Self> {
                let is_known = false $(|| self.$member.is_some())*;
                is_known.then_some(self)
            }
        }
    };
}
pub(super) use group;

/// Of two accounts of one thing, from two generations of a document, the one that counts and the
/// other. Where they agree it is the newer generation's, and both were reported at the later of
/// their times; where they do not, what was reported last counts, with its own time. A time that is
/// not known is before all others.
pub(super) fn last_reported<T>(
    mut newer: T,
    mut older: T,
    agree: bool,
    at: impl Fn(&mut T) -> &mut Option<Timestamp>,
) -> (T, T) {
    let (newer_at, older_at) = (*at(&mut newer), *at(&mut older));
    if agree {
        let latest = newer_at.max(older_at);
        *at(&mut newer) = latest;
        *at(&mut older) = latest;
    }
    if older_at > newer_at && !agree {
        return (older, newer);
    }
    (newer, older)
}

/// Of two accounts of one part, the one that counts; see [`last_reported`].
pub(super) fn later<T>(
    newer: Option<T>,
    older: Option<T>,
    fits: impl Fn(&T, &T) -> bool,
    at: impl Fn(&mut T) -> &mut Option<Timestamp>,
) -> Option<T> {
    match (newer, older) {
        (Some(newer), Some(older)) => {
            let agree = fits(&newer, &older);
            Some(last_reported(newer, older, agree, at).0)
        }
        (newer, older) => newer.or(older),
    }
}

/// Whether two values of one thing do not contradict each other: one that is not known never does.
pub(super) fn fit<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Whether two lists of one thing do not contradict each other: an empty one never does.
pub(super) fn lists_fit<T: PartialEq>(one: &Option<Vec<T>>, other: &Option<Vec<T>>) -> bool {
    let is_empty = |list: &Option<Vec<T>>| list.as_ref().is_none_or(Vec::is_empty);
    is_empty(one) || is_empty(other) || one == other
}
