//! The types that a file declares, tests aside. Of what stands in a macro, those of the forms by
//! which the project's own macros declare one.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Ident, ItemEnum, ItemMacro, ItemStruct, ItemTrait, ItemType};

use crate::sources::{Source, is_test, skip_tests};

/// The names of a file's structs, enums, traits and aliases.
pub(super) fn types_in(source: &Source) -> Vec<String> {
    let mut types = Types::default();
    types.visit_file(&source.syntax);
    types.0
}

#[derive(Default)]
struct Types(Vec<String>);

impl Types {
    fn add(&mut self, attributes: &[Attribute], name: &Ident) {
        if !is_test(attributes) {
            self.0.push(name.to_string());
        }
    }

    /// `Name {`, `Name observed {` and `Name by ROWS` declare a type.
    fn add_from_macro(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let brace = |at: usize| {
            matches!(tokens.get(at), Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Brace)
        };
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(ident) = token else {
                continue;
            };
            let name = ident.to_string();
            let is_kind =
                at > 0 && matches!(&tokens[at - 1], TokenTree::Punct(it) if it.as_char() == ':');
            if is_kind || !name.starts_with(char::is_uppercase) {
                continue;
            }
            let is_type = match tokens.get(at + 1) {
                Some(TokenTree::Ident(word)) => *word == "by" || brace(at + 2),
                _ => brace(at + 1),
            };
            if is_type {
                self.0.push(name);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Types {
    skip_tests!('ast);

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.add(&item.attrs, &item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast ItemType) {
        self.add(&item.attrs, &item.ident);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if !is_test(&item.attrs) && !item.mac.path.is_ident("macro_rules") {
            self.add_from_macro(item.mac.tokens.clone());
        }
    }
}

#[test]
fn types_are_seen_in_macros_too() {
    let syntax = syn::parse_str(
        r#"
        document! { /// A document.
            Plain { field: Type = "name"; } }
        group! { Part observed { member: Type; } }
        record! { Record by ROWS in &["list"] }
        codes! { NotFound "not-found" 404 "Not found" {} Busy "busy" 503 "Busy" {} }
        operations! { GET_USER: GET "/user" &[], requires DATA; }
        enum Kind { One, Other }
        #[cfg(test)]
        struct Hidden;
        "#,
    );
    let source = Source {
        file: "x.rs".into(),
        module: Vec::new(),
        syntax: syntax.unwrap(),
    };
    assert_eq!(types_in(&source), ["Plain", "Part", "Record", "Kind"]);
}
