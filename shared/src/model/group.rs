//! How the parts of a model are declared: every member may be absent.

/// Declares a part whose members are each absent where nothing is known: `member: Type;`. A part
/// of which nothing at all is known is none: that is what `known` is for.
///
/// With `observed` after its name, it is a part that the car reports by itself, and has the time of
/// that. The time alone tells nothing: `observed` puts it to what is known.
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
        $crate::model::group::group! {
            @struct $(#[$doc])*
            $name {
                /// Names it in paths. Opaque.
                pub id: String,
            } { $($members)* }
        }
    };
    ($(#[$doc:meta])* $name:ident { $( $(#[$member_doc:meta])* $member:ident: $type:ty; )* }) => {
        $crate::model::group::group! {
            @struct $(#[$doc])* #[derive(Default)]
            $name {} { $( $(#[$member_doc])* $member: $type; )* }
        }

        impl $name {
            fn known(self) -> Option<Self> {
                let is_known = false $(|| self.$member.is_some())*;
                is_known.then_some(self)
            }
        }
    };
    (
        @struct $(#[$doc:meta])* $name:ident { $($required:tt)* }
        { $( $(#[$member_doc:meta])* $member:ident: $type:ty; )* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $($required)*
            $(
                $(#[$member_doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $member: Option<$type>,
            )*
        }
    };
}
pub(super) use group;
