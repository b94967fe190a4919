//! The names that a file declares, tests aside. Of what stands in a macro, those of the forms by
//! which the project's own macros declare something.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Ident, ImplItemConst, ImplItemFn, ItemConst, ItemEnum, ItemFn, ItemMacro, ItemMod,
    ItemStatic, ItemStruct, ItemTrait, ItemType, TraitItemFn,
};

use crate::sources::{Source, is_test};

/// The names, by what they are of.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Structs, enums, traits and aliases.
    pub(super) types: Vec<String>,
    /// Modules.
    pub(super) modules: Vec<String>,
    /// Functions and methods, constants, statics, and variants of enums.
    pub(super) values: Vec<String>,
}

impl Declared {
    /// Those of a file.
    pub(super) fn in_file(source: &Source) -> Self {
        let mut declared = Self::default();
        declared.visit_file(&source.syntax);
        declared
    }

    fn add_type(&mut self, attributes: &[Attribute], name: &Ident) {
        if !is_test(attributes) {
            self.types.push(name.to_string());
        }
    }

    fn add_value(&mut self, attributes: &[Attribute], name: &Ident) {
        if !is_test(attributes) {
            self.values.push(name.to_string());
        }
    }

    /// `Name {`, `Name observed {` and `Name by ROWS` declare a type, `Name "text"` a variant and
    /// `NAME: KIND` a static.
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
            match tokens.get(at + 1) {
                _ if brace(at + 1) => self.types.push(name),
                Some(TokenTree::Ident(word)) if *word == "by" || brace(at + 2) => {
                    self.types.push(name);
                }
                Some(TokenTree::Literal(_)) => self.values.push(name),
                Some(TokenTree::Punct(colon)) if colon.as_char() == ':' => self.values.push(name),
                _ => {}
            }
        }
    }
}

/// Whether a function is a test, whose name is a sentence.
fn is_sentence(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| last.ident == "test")
    })
}

impl<'ast> Visit<'ast> for Declared {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            self.modules.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !is_test(&item.attrs) {
            if !is_sentence(&item.attrs) {
                self.values.push(item.sig.ident.to_string());
            }
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.add_value(&item.attrs, &item.sig.ident);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        self.add_value(&item.attrs, &item.sig.ident);
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.add_value(&item.attrs, &item.ident);
    }

    fn visit_impl_item_const(&mut self, item: &'ast ImplItemConst) {
        self.add_value(&item.attrs, &item.ident);
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.add_value(&item.attrs, &item.ident);
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.add_type(&item.attrs, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.add_type(&item.attrs, &item.ident);
        if !is_test(&item.attrs) {
            for variant in &item.variants {
                self.add_value(&variant.attrs, &variant.ident);
            }
        }
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.add_type(&item.attrs, &item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast ItemType) {
        self.add_type(&item.attrs, &item.ident);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if !is_test(&item.attrs) && !item.mac.path.is_ident("macro_rules") {
            self.add_from_macro(item.mac.tokens.clone());
        }
    }
}

#[test]
fn names_are_seen_in_macros_too() {
    let syntax = syn::parse_str(
        r#"
        document! { /// A document.
            Plain { field: Type = "name"; } }
        group! { Part observed { member: Type; } }
        record! { Record by ROWS in &["list"] }
        codes! { NotFound "not-found" 404 "Not found" {} Busy "busy" 503 "Busy" {} }
        operations! { GET_USER: GET "/user" &[], requires DATA; }
        enum Kind { One, Other }
        impl Kind { const ALL: usize = 2; fn name(&self) {} }
        #[cfg(test)]
        fn hidden() {}
        "#,
    );
    let source = Source {
        file: "x.rs".into(),
        module: Vec::new(),
        syntax: syntax.unwrap(),
    };
    let declared = Declared::in_file(&source);
    assert_eq!(declared.types, ["Plain", "Part", "Record", "Kind"]);
    let values = [
        "NotFound", "Busy", "GET_USER", "One", "Other", "ALL", "name",
    ];
    assert_eq!(declared.values, values);
}
