//! The project's own sources, as the checks of its arrows read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::project::root;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, File, ItemUse, Lit, Meta, MetaList, Token, UseTree, VisRestricted};

/// A source file.
pub(crate) struct Source {
    /// Its path below the workspace.
    pub(crate) file: PathBuf,
    /// The module that it is.
    pub(crate) module: Vec<String>,
    /// What stands in it.
    pub(crate) syntax: File,
}

/// The sources of a package that are not tests.
pub(crate) fn sources(package: &str) -> Vec<Source> {
    let mut sources = below(&root().join(package).join("src"));
    let tests = test_modules(&sources);
    sources.retain(|source| !tests.iter().any(|test| source.module.starts_with(test)));
    assert!(!sources.is_empty(), "{package}");
    sources
}

/// The project's files of a pattern of git's, such as `*.md`: those that are committed or may be.
pub(crate) fn files(pattern: &str) -> Vec<PathBuf> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let ended = git.arg(pattern).current_dir(root()).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        ended.status.success(),
        "git does not list the files: {said}"
    );
    let listed = String::from_utf8(ended.stdout).unwrap();
    let paths = listed.split_terminator('\0').map(|name| root().join(name));
    // One that is deleted is listed until that is committed.
    paths.filter(|path| path.is_file()).collect()
}

fn below(src: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let module = module(path.strip_prefix(src).unwrap());
                let syntax = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
                let file = path.strip_prefix(root()).unwrap().to_owned();
                sources.push(Source {
                    file,
                    module,
                    syntax,
                });
            }
        }
    }
    sources
}

fn module(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file
        .with_extension("")
        .iter()
        .map(|name| name.to_str().unwrap().to_owned())
        .collect();
    if names
        .last()
        .is_some_and(|name| name == "mod" || name == "lib")
    {
        names.pop();
    }
    names
}

/// Modules in files of their own that are compiled for tests only.
fn test_modules(sources: &[Source]) -> Vec<Vec<String>> {
    let mut tests = Vec::new();
    for source in sources {
        for item in &source.syntax.items {
            if let syn::Item::Mod(item) = item
                && is_test(&item.attrs)
            {
                let mut module = source.module.clone();
                module.push(item.ident.to_string());
                tests.push(module);
            }
        }
    }
    tests
}

/// Whether something is compiled for tests only, or for them and the fuzzer.
pub(crate) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<Meta>()
                .is_ok_and(|condition| only_tests(&condition))
    })
}

fn only_tests(condition: &Meta) -> bool {
    let inner = |list: &MetaList| {
        let conditions = Punctuated::<Meta, Token![,]>::parse_terminated;
        list.parse_args_with(conditions).unwrap()
    };
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(feature) => {
            let Expr::Lit(name) = &feature.value else {
                return false;
            };
            feature.path.is_ident("feature")
                && matches!(&name.lit, Lit::Str(name) if name.value() == "fuzzing")
        }
        Meta::List(list) if list.path.is_ident("all") => inner(list).iter().any(only_tests),
        Meta::List(list) if list.path.is_ident("any") => inner(list).iter().all(only_tests),
        Meta::List(_) => false,
    }
}

/// The methods by which a visitor of a file goes past tests.
macro_rules! skip_tests {
    ($ast:lifetime) => {
        fn visit_item_mod(&mut self, item: &$ast syn::ItemMod) {
            if !$crate::sources::is_test(&item.attrs) {
                syn::visit::visit_item_mod(self, item);
            }
        }

        fn visit_item_fn(&mut self, item: &$ast syn::ItemFn) {
            if !$crate::sources::is_test(&item.attrs) {
                syn::visit::visit_item_fn(self, item);
            }
        }

        fn visit_impl_item_fn(&mut self, item: &$ast syn::ImplItemFn) {
            if !$crate::sources::is_test(&item.attrs) {
                syn::visit::visit_impl_item_fn(self, item);
            }
        }

        fn visit_trait_item_fn(&mut self, item: &$ast syn::TraitItemFn) {
            if !$crate::sources::is_test(&item.attrs) {
                syn::visit::visit_trait_item_fn(self, item);
            }
        }
    };
}
pub(crate) use skip_tests;

/// Every path that a file names: imports and paths in the code, tests aside.
#[derive(Default)]
pub(crate) struct Paths(BTreeSet<Vec<String>>);

impl<'ast> Visit<'ast> for Paths {
    skip_tests!('ast);

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !is_test(&item.attrs) {
            self.take(&item.tree, &[]);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.0.insert(names.collect());
        visit::visit_path(self, path);
    }

    /// What a macro is given or made of is no syntax of its own: only paths that begin at a known
    /// module can be read from it.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.0.extend(macro_paths(call.tokens.clone()));
        visit::visit_macro(self, call);
    }

    /// `pub(crate)` is no path to anything.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}

impl Paths {
    /// Those of a file.
    pub(crate) fn of(source: &Source) -> BTreeSet<Vec<String>> {
        let mut paths = Self::default();
        paths.visit_file(&source.syntax);
        paths.0
    }

    fn take(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.take(&path.tree, &with(&path.ident)),
            UseTree::Name(name) if name.ident == "self" => {
                self.0.insert(before.to_vec());
            }
            UseTree::Name(name) => {
                self.0.insert(with(&name.ident));
            }
            UseTree::Rename(rename) => {
                self.0.insert(with(&rename.ident));
            }
            UseTree::Glob(_) => {
                self.0.insert(before.to_vec());
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.take(tree, before);
                }
            }
        }
    }
}

/// The paths in a macro's tokens that begin with `crate`, `self` or `super`. What is compiled for
/// tests only, and whom something is visible to, is left out.
fn macro_paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let ident = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    };
    let colon =
        |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == ':');
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let TokenTree::Group(group) = token {
            let is_attribute = syn::parse2::<Meta>(group.stream()).ok();
            match is_attribute {
                Some(Meta::List(list)) if list.path.is_ident("cfg") => {
                    if list.parse_args::<Meta>().is_ok_and(|it| only_tests(&it)) {
                        // The item that it is for ends with its braces.
                        while !is_brace(tokens.get(at)) && at < tokens.len() {
                            at += 1;
                        }
                    }
                }
                _ if at > 0 && ident(at - 1).is_some_and(|word| word == "pub") => {}
                _ => paths.extend(macro_paths(group.stream())),
            }
        }
        if ident(at).is_some_and(|it| ["crate", "self", "super"].contains(&it.as_str())) {
            let mut path = Vec::from_iter(ident(at));
            while colon(at + 1)
                && colon(at + 2)
                && let Some(name) = ident(at + 3)
            {
                path.push(name);
                at += 3;
            }
            if path.len() > 1 {
                paths.push(path);
            }
        }
        at += 1;
    }
    paths
}

fn is_brace(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

#[test]
fn the_paths_in_a_macro_are_seen() {
    let file = syn::parse_str(
        "macro_rules! made { ($name:ident) => {
             pub(in $crate::hidden) fn $name(it: $crate::wire::Unread) { super::read(it) }
             #[cfg(test)]
             fn shape(it: $crate::tests::Shape) {}
             #[cfg(unix)]
             type Unix = self::unix::Unix;
         } }
         made! { Row => crate::rows::ROW }",
    );
    let source = Source {
        file: PathBuf::new(),
        module: Vec::new(),
        syntax: file.unwrap(),
    };
    let paths: Vec<_> = Paths::of(&source)
        .iter()
        .map(|path| path.join("::"))
        .filter(|path| path.contains("::"))
        .collect();
    let expected = [
        "crate::rows::ROW",
        "crate::wire::Unread",
        "self::unix::Unix",
        "super::read",
    ];
    assert_eq!(paths, expected);
}

/// The modules that each module imports from, or names in its code.
pub(crate) fn imports(sources: &[Source]) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let modules: BTreeSet<_> = sources.iter().map(|source| source.module.clone()).collect();
    sources
        .iter()
        .map(|source| {
            let paths = Paths::of(source);
            let targets = paths
                .iter()
                .filter_map(|path| target(path, &source.module, &modules));
            (source.module.clone(), targets.collect())
        })
        .collect()
}

/// The module whose file a path of the package leads to, if it leads to one.
fn target(
    path: &[String],
    here: &[String],
    modules: &BTreeSet<Vec<String>>,
) -> Option<Vec<String>> {
    let first = path.first()?.as_str();
    let mut absolute = match first {
        "crate" => path[1..].to_vec(),
        "self" => [here, &path[1..]].concat(),
        "super" => {
            let ups = path.iter().take_while(|name| *name == "super").count();
            let above = here.len().checked_sub(ups)?;
            [&here[..above], &path[ups..]].concat()
        }
        _ => [here, path].concat(),
    };
    let is_relative = !matches!(first, "crate" | "self" | "super");
    while !modules.contains(&absolute) {
        absolute.pop()?;
    }
    // Anything at all may stand behind a name that is no module of this one.
    (absolute != here && !(is_relative && absolute.len() <= here.len())).then_some(absolute)
}
