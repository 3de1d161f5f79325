//! Findings that a letter silences, each with its reason: `allow: {short-notice: convened by the Council}`.

use super::{across, pages, table};
use crate::base::{Diagnostics, Located, Rule, Silenced};
use crate::model::letter::Letter;
use crate::rules;

rules! {
    /// A code under `allow:` that no rule has.
    ALLOW_UNKNOWN = Error "allow-unknown" {
        summary: "a code under `allow:` does not exist",
        why: "A misspelt code has no effect: the finding still appears.",
        source: "a rule of this program",
        bad: "allow: {short-notise: convened by the Council}",
        good: "allow: {short-notice: convened by the Council}",
        fix: "Copy the code from the message of the finding, where it is in square brackets.",
    }
    /// A code without a reason.
    ALLOW_WITHOUT_REASON = Error "allow-without-reason" {
        summary: "a finding is allowed without a reason",
        why: "A person who copies or revises the letter must be able to see why the rule does not apply.",
        source: "a rule of this program",
        bad: "allow: {short-notice: \"\"}",
        good: "allow: {short-notice: convened by the Council}",
        fix: "Write a short reason after the code.",
    }
    /// An error cannot be silenced.
    ALLOW_ERROR = Error "allow-error" {
        summary: "an error cannot be allowed",
        why: "A letter with an error cannot be built, because it would be wrong or incomplete.",
        source: "a rule of this program",
        bad: "allow: {deadline-after-opening: agreed with the chair}",
        good: "# correct the deadline instead",
        fix: "Fix the error, and remove the line under `allow:`.",
    }
    /// A silence that silences nothing.
    ALLOW_UNUSED = Warning "allow-unused" {
        summary: "an allowed finding does not occur in this letter",
        why: "The line is left over, perhaps from the letter that was copied. It would hide the next real mistake.",
        source: "a rule of this program",
        bad: "allow: {short-notice: convened by the Council}   # but the letter is early enough",
        good: "# no `allow:`",
        fix: "Remove the line under `allow:`.",
    }
}

/// Takes the findings out that the letter silences, and reports what is wrong with `allow:`. `complete`
/// says whether all rules have been asked: only then can be told that one found nothing.
pub fn apply(letter: &Letter, complete: bool, problems: &mut Diagnostics) -> Vec<Silenced> {
    let mut silenced = Vec::new();
    for (code, reason) in letter.allow.iter().flat_map(|allow| &allow.entries) {
        let Some(rule) = table::find(code) else {
            let label = table::nearest_code(code).map_or_else(
                || "expected the code of a rule".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            ALLOW_UNKNOWN
                .finding(format!("there is no rule `{}`", code.value))
                .at(&code.span, label)
                .hint("run `letters explain` to list the codes of all rules")
                .report(problems);
            continue;
        };
        if !rule.can_be_silenced() {
            let message = format!("`{}` cannot be allowed", rule.code);
            ALLOW_ERROR
                .finding(message)
                .at(&code.span, "remove this line")
                .hint(format!("fix the finding instead: `letters explain {}` shows how", rule.code))
                .report(problems);
            continue;
        }
        if reason.trim().is_empty() {
            ALLOW_WITHOUT_REASON
                .finding(format!("`{}` is allowed without a reason", rule.code))
                .at(&code.span, format!("expected `{}: the reason`", rule.code))
                .report(problems);
            continue;
        }
        // What is wrong between letters and with pages is not known yet.
        if !is_between(rule) && !is_of_pages(rule) {
            take_out((rule, code, reason), complete, problems, &mut silenced);
        }
    }
    silenced
}

/// The same for what is wrong between a letter and others; what is wrong with `allow:` itself is reported
/// with the letter.
pub fn apply_across(
    allow: &[(Located<String>, Located<String>)],
    complete: bool,
    problems: &mut Diagnostics,
) -> Vec<Silenced> {
    apply_later(allow, is_between, complete, problems)
}

/// The same for what is wrong with pages.
pub fn apply_to_pages(letter: &Letter, complete: bool, problems: &mut Diagnostics) -> Vec<Silenced> {
    let allow = letter.allow.as_ref().map_or(&[][..], |allow| allow.entries.as_slice());
    apply_later(allow, is_of_pages, complete, problems)
}

fn apply_later(
    allow: &[(Located<String>, Located<String>)],
    is_known: fn(&Rule) -> bool,
    complete: bool,
    problems: &mut Diagnostics,
) -> Vec<Silenced> {
    let mut silenced = Vec::new();
    for (code, reason) in allow.iter().filter(|(_, reason)| !reason.trim().is_empty()) {
        if let Some(rule) = table::find(code).filter(|rule| rule.can_be_silenced() && is_known(rule)) {
            take_out((rule, code, reason), complete, problems, &mut silenced);
        }
    }
    silenced
}

fn is_between(rule: &Rule) -> bool {
    across::RULES.contains(&rule)
}

fn is_of_pages(rule: &Rule) -> bool {
    pages::RULES.contains(&rule)
}

/// Takes the findings of a rule out, or reports that there is none.
fn take_out(
    (rule, code, reason): (&Rule, &Located<String>, &str),
    complete: bool,
    problems: &mut Diagnostics,
    silenced: &mut Vec<Silenced>,
) {
    let found = problems.take_out(|problem| problem.rule.code == rule.code);
    if found.is_empty() && complete {
        ALLOW_UNUSED
            .finding(format!("`{}` is allowed, but the letter has no such finding", rule.code))
            .at(&code.span, "not needed in this letter")
            .hint("remove this line; it may be left over from another letter")
            .report(problems);
    }
    let reason = reason.trim().to_owned();
    silenced.extend(found.into_iter().map(|finding| Silenced { finding, reason: reason.clone() }));
}
