//! Parts of a document that are answered as they are sent, under names of ours.

/// Declares a part once, for how it is read and for how it is answered:
/// `member: Type = "name" | "other spelling";`. Of a number that was measured, its bounds follow
/// `in`. A part of which nothing at all is known is none.
///
/// With `observed` after its name, it is a part that the car reports by itself, and has the time of
/// that. The time alone means nothing.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident observed { $($members:tt)* }) => {
        $crate::wire::part::part! { @both [observed_at observed] $(#[$doc])* $name { $($members)* } }
    };
    ($(#[$doc:meta])* $name:ident { $($members:tt)* }) => {
        $crate::wire::part::part! { @both [] $(#[$doc])* $name { $($members)* } }
    };
    (
        @both [$($at:ident $noted:ident)?] $(#[$doc:meta])* $name:ident
        { $( $(#[$member_doc:meta])* $member:ident: $type:ty = $($key:literal)|+ $(in $bounds:ident)?; )* }
    ) => {
        $crate::wire::part::part! {
            @answered $(#[$doc])* #[derive(Default)]
            $name {} {
                $( $(#[$member_doc])* $member: $type; )*
                $(
                    /// When the car last reported it.
                    $at: $crate::value::Timestamp;
                )?
            }
        }

        $crate::wire::lenient::document! {
            @read [$($at $noted)?] $name { $( $member: $type = $($key)|+ $(in $bounds)?; )* } {
                fn is_known(&self) -> bool {
                    false $(|| self.$member.is_some())*
                }
            }
        }
    };
    (
        @answered $(#[$doc:meta])* $name:ident { $($required:tt)* }
        { $( $(#[$member_doc:meta])* $member:ident: $type:ty; )* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
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
pub(crate) use part;

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::value::measured::PERCENT;
    use crate::value::{Number, Timestamp};
    use crate::wire::lenient::document;
    use crate::wire::read;

    document! {
        /// For the tests below.
        #[expect(unreachable_pub, reason = "the macro declares public documents")]
        Whole {
            /// one
            one: Inner = "one";
            /// several
            several: Vec<Inner> = "several";
        }
    }

    part! {
        /// For the tests below.
        #[expect(unreachable_pub, reason = "the macro declares public parts")]
        Inner observed {
            /// level
            level_percent: Number = "level" | "deep/level" in PERCENT;
            /// inner
            inside: Vec<Innermost> = "inside";
        }
    }

    part! {
        /// For the tests below.
        #[expect(unreachable_pub, reason = "the macro declares public parts")]
        Innermost {
            /// on
            on: bool = "on";
        }
    }

    fn whole(json: &Value) -> Whole {
        let read = read(json.to_string().as_bytes()).unwrap();
        assert_eq!(read.unread.to_string(), "");
        read.value
    }

    #[test]
    fn a_part_is_answered_by_our_names_with_the_later_of_its_times() {
        let (early, late) = ("2026-03-01T08:15:30Z", "2026-03-02T08:15:30Z");
        let sent = json!({
            "createdAt": late, "updatedAt": early, "deep": {"level": "50.0"},
            "inside": [{"on": true}],
        });
        let answered = json!({"levelPercent": 50, "inside": [{"on": true}], "observedAt": late});
        let one = whole(&json!({"one": sent})).one.unwrap();
        assert_eq!(one.observed_at, late.parse::<Timestamp>().ok());
        assert_eq!(serde_json::to_value(one).unwrap(), answered);
    }

    #[test]
    fn a_part_of_which_nothing_but_its_time_is_known_is_none_alone_and_in_a_list() {
        for nothing in [
            json!({}),
            json!({"createdAt": "2026-03-01T08:15:30Z"}),
            json!({"level": 255}),
            json!({"novelty": 1, "level": null}),
        ] {
            assert_eq!(whole(&json!({"one": nothing})).one, None, "{nothing}");
            for list in [json!([nothing, nothing]), nothing] {
                let several = whole(&json!({"several": list})).several;
                assert_eq!(several, Some(Vec::new()), "{list}");
            }
        }
        let inside = json!({"one": {"inside": [{}]}});
        assert_eq!(whole(&inside).one.unwrap().inside, Some(Vec::new()));
    }
}
