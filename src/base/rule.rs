//! What a rule is: a code, how bad its findings are, and everything that explains it.

use crate::base::diagnostic::{Diagnostic, Severity};

/// A rule of the checker. The rule itself is static data; the function that looks for its findings
/// stands beside it and makes each with [`Rule::finding`].
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
    /// Where the rule comes from: a Recommendation, a practice of the house, real letters.
    pub source: &'static str,
    /// A few lines of a letter that it finds something in.
    pub bad: &'static str,
    /// The same lines mended.
    pub good: &'static str,
    /// What to do about a finding.
    pub mend: &'static str,
}

impl Rule {
    /// A finding of this rule; place, notes and advice are added as to any [`Diagnostic`].
    pub fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.severity, self.code, message)
    }

    /// Whether a letter can silence it under `allow:`: not what keeps it from being built, and not
    /// what is wrong with `allow:` itself.
    pub fn can_be_silenced(&self) -> bool {
        self.severity != Severity::Error && !self.code.starts_with("allow-")
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
///     /// What it is, for the reader of the code.
///     SHORT_NOTICE = Information "short-notice" {
///         summary: "…", why: "…", source: "…", bad: "…", good: "…", mend: "…",
///     }
/// }
/// ```
#[macro_export]
macro_rules! rules {
    ($( $(#[$meta:meta])* $name:ident = $severity:ident $code:literal { $( $field:ident : $text:expr ),* $(,)? } )*) => {
        $(
            $(#[$meta])*
            pub static $name: $crate::base::rule::Rule = $crate::base::rule::Rule {
                code: $code,
                severity: $crate::base::diagnostic::Severity::$severity,
                $( $field: $text ),*
            };
        )*

        /// The rules of this file.
        pub const RULES: &[&$crate::base::rule::Rule] = &[$( &$name ),*];
    };
}
