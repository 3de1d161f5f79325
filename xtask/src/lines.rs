//! `cargo xtask lines`: how much production code each room of `src` has, and what is longer than it may be.
//!
//! A line counts when it has code on it. Comments, blank lines, unit tests and the texts of rules (what
//! `rules! { … }` holds) do not count.

use proc_macro2::{Delimiter, LineColumn, Span, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// How many lines a file may have, its unit tests aside.
const FILE: usize = 400;

/// How many lines a function may have, from `fn` to its closing brace.
const FUNCTION: usize = 80;

/// Prints the lines of each room of a checkout. It ends with 1 if a file or a function is too long.
pub fn run(checkout: &Path) -> Result<ExitCode, String> {
    let src = checkout.join("src");
    let mut files = Vec::new();
    collect(&src, &mut files)?;
    let mut rooms: BTreeMap<String, usize> = BTreeMap::new();
    let (mut long_files, mut long_functions) = (Vec::new(), Vec::new());
    for path in files {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let counted = count(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let inner = path.strip_prefix(&src).unwrap_or(&path);
        let room = inner.iter().next().unwrap_or_default().to_string_lossy().into_owned();
        *rooms.entry(room).or_default() += counted.code;
        if counted.whole > FILE {
            long_files.push(format!("src/{}: {} lines", inner.display(), counted.whole));
        }
        for (name, line, length) in counted.functions.into_iter().filter(|(_, _, length)| *length > FUNCTION)
        {
            long_functions.push(format!("src/{}:{line}: `{name}` has {length} lines", inner.display()));
        }
    }
    for (room, lines) in &rooms {
        println!("{room:16}{lines:>8}");
    }
    println!("{:16}{:>8}", "in all", rooms.values().sum::<usize>());
    for (what, most, found) in [("files", FILE, &long_files), ("functions", FUNCTION, &long_functions)] {
        if !found.is_empty() {
            println!("\n{what} of more than {most} lines:\n{}", found.join("\n"));
        }
    }
    let kept = long_files.is_empty() && long_functions.is_empty();
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The Rust files in a folder and the folders in it, in order, without those of unit tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let told = |e: std::io::Error| format!("{}: {e}", folder.display());
    let entries = fs::read_dir(folder).map_err(told)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>().map_err(told)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_name() != Some("tests.rs".as_ref())
        {
            files.push(path);
        }
    }
    Ok(())
}

/// What was counted in a file.
struct Counted {
    /// Lines with code that is neither a test nor the text of a rule.
    code: usize,
    /// All lines without those of unit tests.
    whole: usize,
    /// Name, first line and number of lines of each function that is no test.
    functions: Vec<(String, usize, usize)>,
}

fn count(text: &str) -> Result<Counted, String> {
    let told = |at: LineColumn, e: String| format!("line {}: {e}", at.line);
    let tokens: TokenStream =
        text.parse().map_err(|e: proc_macro2::LexError| told(e.span().start(), e.to_string()))?;
    let file = syn::parse_file(text).map_err(|e| told(e.span().start(), e.to_string()))?;
    let (mut lines, mut tests) = (BTreeSet::new(), Vec::new());
    tally(tokens, &mut lines, &mut tests);
    let mut functions = Functions(Vec::new());
    functions.visit_file(&file);
    functions.0.retain(|(_, line, _)| !tests.iter().any(|test| test.contains(line)));
    let tested: usize = tests.iter().map(|test| test.end() - test.start() + 1).sum();
    Ok(Counted { code: lines.len(), whole: text.lines().count() - tested, functions: functions.0 })
}

/// Adds the lines of tokens, and the places of items under `#[cfg(test)]`, whose lines are left out.
fn tally(tokens: TokenStream, lines: &mut BTreeSet<usize>, tests: &mut Vec<RangeInclusive<usize>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let attribute = match (token, tokens.get(at + 1), tokens.get(at + 2)) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group)), _) if hash.as_char() == '#' => {
                Some((group, 2))
            }
            (TokenTree::Punct(hash), Some(TokenTree::Punct(bang)), Some(TokenTree::Group(group)))
                if hash.as_char() == '#' && bang.as_char() == '!' =>
            {
                Some((group, 3))
            }
            _ => None,
        };
        if let Some((attribute, length)) = attribute {
            // The parser makes an attribute of a comment for the documentation.
            if attribute.stream().into_iter().next().is_some_and(|first| first.to_string() == "doc") {
                at += length;
                continue;
            }
            if attribute.stream().to_string() == "cfg (test)" {
                let end = at + item_end(&tokens[at..]);
                tests.push(token.span().start().line..=tokens[end].span().end().line);
                at = end + 1;
                continue;
            }
        }
        match token {
            TokenTree::Group(group) => {
                lines.extend([group.span_open(), group.span_close()].map(|span| span.start().line));
                if !is_rules(&tokens[..at]) {
                    tally(group.stream(), lines, tests);
                }
            }
            other => lines.extend(spanned(other.span())),
        }
        at += 1;
    }
}

fn spanned(span: Span) -> RangeInclusive<usize> {
    span.start().line..=span.end().line
}

/// Whether what follows these tokens is the content of `rules! { … }`.
fn is_rules(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(name), TokenTree::Punct(bang)] if name == "rules" && bang.as_char() == '!')
}

/// Where the item at the start of these tokens ends: at its block, or at a semicolon.
fn item_end(tokens: &[TokenTree]) -> usize {
    let imports = tokens.iter().take(6).any(|token| matches!(token, TokenTree::Ident(word) if word == "use"));
    let ends = |token: &TokenTree| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => !imports && group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    tokens.iter().position(ends).unwrap_or(tokens.len() - 1)
}

/// The functions of a file: name, first line, number of lines.
struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        self.0.push((signature.ident.to_string(), first, last - first + 1));
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'a syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! What it is.

use a::{
    b,
    c,
};

rules! {
    /// A rule.
    SHORT = Warning \"short\" { summary: \"…\" }
}

/// A function.
#[inline]
fn first() {
    // A comment.
    let text = \"one
        two\";
}

#[cfg(test)]
use d::{e, f};

#[cfg(test)]
mod tests {
    fn second() {}
}
";

    #[test]
    fn counts_code_without_comments_tests_and_rules() {
        let counted = count(FILE).unwrap();
        assert_eq!(counted.code, 4 + 2 + 5);
        assert_eq!(counted.whole, FILE.lines().count() - 6);
        assert_eq!(counted.functions, [("first".to_owned(), 15, 5)]);
    }

    #[test]
    fn says_where_a_file_is_no_rust() {
        assert!(count("fn a() {\n    let = 3;\n}\n").err().unwrap().starts_with("line 2: "));
    }
}
