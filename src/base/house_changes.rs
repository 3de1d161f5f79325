//! What was renamed, added or taken away in the house style since `letters init` first copied it into folders.
//!
//! A folder keeps its copy when the program becomes another. So every change of a name in templates, phrases or
//! theme adds a line here, and whoever reports a name that is unknown or missing asks for it.

use crate::base::Diagnostic;

/// A change of the house style that a copy has to follow. A name that ends with `*` is any that begins so.
#[derive(Debug)]
pub struct Change {
    /// What has the name, in the words of messages: `style`, `phrase`, `fact`, `the phrases file` for its keys.
    pub what: &'static str,
    /// The name in older copies; empty for what is new.
    pub was: &'static str,
    /// The name now; empty for what was taken away.
    pub now: &'static str,
    /// What to write now.
    pub write: &'static str,
}

/// Declares the changes: what has the name, what it was, what it is now, what to write.
macro_rules! changes {
    ($( $what:literal: $was:literal => $now:literal, $write:literal; )*) => {
        /// All changes, the latest last.
        pub static CHANGES: &[Change] = &[$( Change { what: $what, was: $was, now: $now, write: $write } ),*];
    };
}

changes! {
    "phrase": "group-code" => "", "write `{{ group.code }}` instead of `{{ phrases.group_code }}`";
    "phrase": "group-abbreviation" => "", "write `{{ group.code }}` instead of `{{ phrases.group_abbreviation }}`";
    "phrase": "joint-studies" => "", "write `meeting.joint_numbers`, a list, instead of `phrases.joint_studies`";
    "phrase": "" => "annex-name", "add, as in English, `annex-name: \"Annex {{ annex_letter }}\"`";
    "phrase": "" => "form-name", "add, as in English, `form-name: \"Form {{ annex_letter }}\"`";
    "phrase": "" => "e-mail-to", "add, as in English, `e-mail-to: \"E-mail to {address}\"`";
    "phrase": "" => "language-*", "add, as in English, `language-fr: French`: a working language, within a sentence";
    "phrase": "" => "body-event-*", "add, as in English, `body-event-alone: \"{{ event.title }}, {{ event.dates }}.\"`; \
        `body/events.md` prints `{{ event.said }}`";
    "phrase": "" => "footnote", "add, as in English, `footnote: \"Footnote {number}\"`";
    "phrase": "" => "footnote-back", "add, as in English, `footnote-back: \"Back to the text from footnote {number}\"`";
    "phrase": "" => "draft-mark", "add, as in English, `draft-mark: DRAFT`";
    "phrase": "" => "draft-mark-copy", "add, as in English, `draft-mark-copy: \"DRAFT {number}, {date}\"`";
    "style": "" => "DraftMark", "add `DraftMark: {based-on: PageHeader, word: Draft_mark, bold: true, color: \"#C00000\"}` after `PageHeader`";
    "the phrases file": "" => "typography", "add, as in English, `typography: {titles: [Mr, Ms], counted: [Annex, Question], \
        units: [hours]}`: words next to which a line does not break; `letters init` in an empty folder writes all";
    "phrase": "label-to" => "addressee-head", "write `phrases.addressee_head` instead of `phrases.label_to`: the line above \
        all addressees, empty for none";
    "phrase": "" => "addressee-separator-last", "add, as in English, `addressee-separator-last: \"; and\"`: between the last two addressees";
    "phrase": "addressee-circular-*" => "", "in presets.yaml, circulars have the addressees `administrations, sector-members, \
        all-associates, academia` and the copies `chairs-and-vice-chairs, development, radiocommunication`";
    "phrase": "" => "addressee-chairs-and-vice-chairs", "in presets.yaml, write `chairs-and-vice-chairs` where you had \
        `study-group-chairs`, which now names the chairs alone";
    "phrase": "addressee-advisory-chairs" => "", "write such an addressee in the letter, under `addressees:`";
    "fact": "starts_iso" => "", "write `meeting.starts`: every filter for days takes it";
    "fact": "ends_iso" => "", "write `meeting.ends`: every filter for days takes it";
}

/// The change since which there is a name.
pub fn added(what: &str, name: &str) -> Option<&'static Change> {
    find(what, name, |change| change.now)
}

/// What to write instead of a name that is there no longer, in a sentence.
pub fn advice(what: &str, name: &str) -> Option<String> {
    find(what, name, |change| change.was).map(Change::sentence)
}

fn find(what: &str, name: &str, side: fn(&Change) -> &'static str) -> Option<&'static Change> {
    let is = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => !name.is_empty() && name == pattern,
    };
    CHANGES.iter().find(|change| change.what == what && is(side(change)))
}

impl Change {
    fn sentence(&self) -> String {
        format!("the house style has changed: {}", self.write)
    }
}

impl Diagnostic {
    /// Says what to write instead, where a name is unknown because the house style has changed.
    #[must_use]
    pub fn changed(self, what: &str, name: &str) -> Self {
        advice(what, name).into_iter().fold(self, Self::hint)
    }

    /// Says what to write, where a name is missing because the house style has changed.
    #[must_use]
    pub fn added(self, what: &str, name: &str) -> Self {
        added(what, name).into_iter().fold(self, |problem, change| problem.hint(change.sentence()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_says_what_to_write() {
        for change in CHANGES {
            assert!(!change.write.is_empty() && change.was != change.now, "{change:?}");
        }
    }

    #[test]
    fn a_change_is_found_by_its_name_before_or_after() {
        assert!(advice("phrase", "group-code").is_some_and(|write| write.contains("`{{ group.code }}`")));
        assert!(added("phrase", "footnote").is_some() && added("phrase", "language-fr").is_some());
        assert_eq!((advice("phrase", "footnote"), advice("style", "group-code")), (None, None));
        assert!(added("phrase", "").is_none());
    }
}
