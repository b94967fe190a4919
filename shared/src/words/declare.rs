//! How words are declared.

/// Declares words: a type for each, which is nothing but its schema.
macro_rules! words {
    ($( $(#[doc = $doc:literal])+ $name:ident { $($word:literal)+ } )+) => { $(
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub struct $name;

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": ([$($doc),+].concat().trim()),
                    "anyOf": [{"type": "string", "enum": (&[$($word),+] as &[&str])}, {"type": "string"}],
                })
            }
        }
    )+ };
}
pub(super) use words;
