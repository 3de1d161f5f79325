//! What a rule is: a code, how bad its findings are, and everything that explains it.

use crate::base::{Diagnostic, Severity};

/// A rule: everything that one code stands for. It is static data, declared with [`rules!`](crate::rules) in the room
/// that finds it; whoever finds something makes it with [`Rule::finding`], and there is no other way.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// Stable, kebab-case name (`deadline-off-rule`).
    pub code: &'static str,
    /// How bad a finding is. Errors keep the letter from being built and cannot be silenced.
    pub severity: Severity,
    /// What is found, in one line without a full stop.
    pub summary: &'static str,
    /// Why that is a mistake, or worth a look.
    pub why: &'static str,
    /// Where the rule comes from, if not from the form of the files: a Recommendation, practice, real letters.
    pub source: Option<&'static str>,
    /// What is written wrongly and rightly; `None` where nobody has written anything wrong: a disk is full.
    pub example: Option<Example>,
    /// What to do about a finding.
    pub fix: &'static str,
}

/// A mistake and its correction: a few lines of a letter. Where they are of another file, a comment says which
/// (`# templates/theme.yaml`).
#[derive(Debug, PartialEq)]
pub struct Example {
    /// What the rule finds something in.
    pub bad: &'static str,
    /// The same lines corrected.
    pub good: &'static str,
}

impl Rule {
    /// A finding of this rule; place, notes and advice are added as to any [`Diagnostic`].
    pub fn finding(&'static self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self, message.into())
    }

    /// Whether a letter can silence it under `allow:`: not what keeps it from being built, not what no
    /// letter says, and not what is wrong with `allow:` itself.
    pub fn can_be_silenced(&self) -> bool {
        self.severity != Severity::Error && self.example.is_some() && !self.code.starts_with("allow-")
    }

    /// A rule of any code, for tests of how findings are shown.
    #[cfg(test)]
    pub(crate) fn sample(code: &'static str, severity: Severity) -> &'static Self {
        let example = Some(Example { bad: "", good: "" });
        Box::leak(Box::new(Self { code, severity, summary: "", why: "", source: None, example, fix: "" }))
    }
}

/// A finding that was silenced.
#[derive(Clone, Debug, PartialEq)]
pub struct Silenced {
    /// What was found.
    pub finding: Diagnostic,
    /// Why that is right in this letter.
    pub reason: String,
}

/// Declares the rules of a file: a static for each, and `RULES`, the list of them in this order.
///
/// ```text
/// rules! {
///     SHORT_NOTICE = Information "short-notice" {
///         summary: "…", why: "…", source: "…", bad: "…", good: "…", fix: "…",
///     }
///     CANNOT_WRITE = Failure "cannot-write" { summary: "…", why: "…", fix: "…" }
/// }
/// ```
///
/// An `Error`, a `Warning` or a `Note` is about what somebody has written, and shows it wrong and right; an
/// error need not say where it comes from. A `Failure` is an error, a `Caution` a warning of which no letter and no
/// house style is the cause: a disk, a command, a file of another program. No letter can silence it.
#[macro_export]
macro_rules! rules {
    ($( $(#[$meta:meta])* $name:ident = $kind:ident $code:literal
        { summary: $summary:literal, $( $field:ident : $text:expr ),* $(,)? } )*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $summary, ".")]
            $(#[$meta])*
            pub static $name: $crate::base::Rule =
                $crate::rule!($kind $code { summary: $summary, $( $field: $text ),* });
        )*

        /// The rules of this file.
        pub const RULES: &[&$crate::base::Rule] = &[$( &$name ),*];
    };
}

/// One rule of [`rules!`], with the fields that its kind must have.
#[doc(hidden)]
#[macro_export]
macro_rules! rule {
    (Failure $code:literal { summary: $summary:expr, why: $why:expr, fix: $fix:expr }) => {
        $crate::rule!(@ Error $code, $summary, $why, None, None, $fix)
    };
    (Caution $code:literal { summary: $summary:expr, why: $why:expr, fix: $fix:expr }) => {
        $crate::rule!(@ Warning $code, $summary, $why, None, None, $fix)
    };
    (Error $code:literal
        { summary: $summary:expr, why: $why:expr, bad: $bad:expr, good: $good:expr, fix: $fix:expr }) => {
        $crate::rule!(@ Error $code, $summary, $why, None,
            Some($crate::base::Example { bad: $bad, good: $good }), $fix)
    };
    ($severity:ident $code:literal { summary: $summary:expr, why: $why:expr, source: $source:expr,
        bad: $bad:expr, good: $good:expr, fix: $fix:expr }) => {
        $crate::rule!(@ $severity $code, $summary, $why, Some($source),
            Some($crate::base::Example { bad: $bad, good: $good }), $fix)
    };
    (@ $severity:ident $code:literal, $summary:expr, $why:expr, $source:expr, $example:expr, $fix:expr) => {
        $crate::base::Rule {
            code: $code,
            severity: $crate::base::Severity::$severity,
            summary: $summary,
            why: $why,
            source: $source,
            example: $example,
            fix: $fix,
        }
    };
}
