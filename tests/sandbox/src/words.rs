//! Enums whose variants are words of the API.

/// Declares an enum, and `word`, which gives a variant's own name.
macro_rules! words {
    (
        $(#[$about:meta])*
        $sight:vis enum $name:ident {
            $($(#[$note:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$about])*
        $sight enum $name {
            $($(#[$note])* $variant,)*
        }

        impl $name {
            /// The API's word.
            $sight const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)*
                }
            }
        }
    };
}

pub(crate) use words;
