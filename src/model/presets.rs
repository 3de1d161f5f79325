//! What a kind of letter says by default, from `templates/presets.yaml`.
//!
//! Knows names of phrases, blocks and items, not what they say.

use crate::base::text::did_you_mean;
use crate::base::yaml::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::base::yaml::{Decode, Schema, SchemaGenerator, Value, record, shape};
use crate::base::{Diagnostics, Located, Reported, Source, Span, yaml};
use crate::model::letter::{AgendaItem, AnnexKind, DeadlineItem, Kind, Letter, Series};
use std::collections::BTreeMap;
use std::sync::Arc;

record! {
    /// The defaults of one kind of letter. If a key is missing, the next preset that applies to the letter
    /// decides: first `addendum` or `corrigendum`, then `circular`, then the kind of meeting, or
    /// `announcement` if there is no meeting.
    Preset as "the preset" {
        /// The addressees: a list of names of phrases, without the prefix `addressee-`.
        ///
        /// Without it: as in the next preset.
        addressees: Option<Vec<Located<String>>>,
        /// The people or groups who receive a copy: a list of names of phrases, without the prefix `addressee-`.
        ///
        /// Without it: as in the next preset.
        copy: Option<Vec<Located<String>>>,
        /// The blocks of the body, in order: a list of files in `templates/body/`.
        ///
        /// Without it: as in the next preset.
        body: Option<Vec<Located<String>>>,
        /// The key deadlines that such a meeting can have: a list.
        ///
        /// Without it: as in the next preset.
        deadlines: Option<Vec<DeadlineItem>>,
        /// The annexes, in order: a list of their kinds.
        ///
        /// Without it: as in the next preset.
        annexes: Option<Vec<AnnexKind>>,
        /// The items that the practical annex can contain: a list of files in `templates/items/`.
        ///
        /// Without it: as in the next preset; if no preset has a list, all items.
        items: Option<Vec<Located<String>>>,
        /// The usual agenda: a list of items.
        ///
        /// Without it: as in the next preset.
        agenda: Option<Vec<AgendaItem>>,
    }
}

/// The defaults of all kinds.
#[derive(Clone, Debug)]
pub struct Presets {
    by_name: BTreeMap<&'static str, Preset>,
}

/// The defaults of one letter. What no preset says is empty.
#[derive(Clone, Copy, Debug)]
pub struct Defaults<'a> {
    /// Phrases `addressee-…`.
    pub addressees: &'a [Located<String>],
    /// Phrases `addressee-…` of those who get a copy.
    pub copy: &'a [Located<String>],
    /// Files in `templates/body/`.
    pub body: &'a [Located<String>],
    /// Items of the key deadlines that it may have.
    pub deadlines: &'a [DeadlineItem],
    /// Kinds of annexes.
    pub annexes: &'a [AnnexKind],
    /// Items of the practical annex; `None` for all.
    pub items: Option<&'a [Located<String>]>,
    /// The usual agenda.
    pub agenda: &'a [AgendaItem],
}

/// Presets besides those of the kinds of meetings.
const CIRCULAR: &str = "circular";
const ANNOUNCEMENT: &str = "announcement";
const ADDENDUM: &str = "addendum";
const CORRIGENDUM: &str = "corrigendum";

/// Every preset that the file has.
fn names() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::word).chain([CIRCULAR, ANNOUNCEMENT, ADDENDUM, CORRIGENDUM])
}

/// The presets' file as a whole.
pub(crate) fn shape(book: &mut SchemaGenerator) -> Schema {
    let mut presets = shape::Group::new("the presets", &["The defaults of each kind of letter."]);
    for name in names() {
        let mut preset = shape::of::<Preset>(book);
        if Kind::read(name).is_some() {
            let must = [shape::has("addressees"), shape::has("body"), shape::has("annexes")];
            preset = schemars::json_schema!({ "allOf": std::iter::once(preset.to_value()).chain(must).collect::<Vec<_>>() });
        }
        presets.key(name, preset, true, &[&format!("The defaults of letters of the kind `{name}`.")]);
    }
    presets.finish()
}

impl Presets {
    /// Reads the file; every preset must be there, and those of meetings must say whom a letter
    /// addresses and what it holds.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::read(source, problems)?;
        let mut by_name = BTreeMap::new();
        for name in names() {
            let Some(preset) = node.get(name) else {
                MISSING_KEY
                    .finding(format!("the preset `{name}` is missing"))
                    .at(&Span::file(source), format!("add `{name}:` with its keys"))
                    .report(problems);
                continue;
            };
            let Ok(read) = Preset::decode(preset, problems) else { continue };
            if Kind::read(name).is_some() {
                for (key, is_there) in [
                    ("addressees", read.addressees.is_some()),
                    ("body", read.body.is_some()),
                    ("annexes", read.annexes.is_some()),
                ] {
                    if !is_there {
                        MISSING_KEY
                            .finding(format!("the preset `{name}` has no `{key}`"))
                            .at(&preset.span.whole_line(), format!("add a line `{key}:` with a list"))
                            .report(problems);
                    }
                }
            }
            by_name.insert(name, read);
        }
        if let Value::Mapping(entries) = &node.value {
            for (key, _) in entries.iter().filter(|(k, _)| !names().any(|name| name == k.text)) {
                let label = did_you_mean(&key.text, names(), "expected one of the possible keys");
                UNKNOWN_KEY
                    .finding(format!("`{}` is not a kind of letter", key.text))
                    .at(&key.span, label)
                    .changed("the presets", &key.text)
                    .hint(format!("possible keys: {}", names().collect::<Vec<_>>().join(", ")))
                    .report(problems);
            }
        }
        problems.sound().map(|()| Self { by_name })
    }

    /// The presets that a letter has its defaults from, the first first.
    pub fn names_of(letter: &Letter) -> impl Iterator<Item = &'static str> {
        let amendment = letter.amendment().map(|(kind, _)| kind.word());
        let circular = (letter.series() == Series::Circular).then_some(CIRCULAR);
        let kind = letter.meeting.as_ref().map_or(ANNOUNCEMENT, |meeting| meeting.kind().word());
        amendment.into_iter().chain(circular).chain([kind])
    }

    /// The defaults of a letter. An addendum or corrigendum says first what holds; then a circular;
    /// then the kind of meeting, or `announcement` where there is none.
    pub fn of(&self, letter: &Letter) -> Defaults<'_> {
        let layers: Vec<&Preset> = Self::names_of(letter).filter_map(|name| self.by_name.get(name)).collect();
        fn first<'a, T>(
            layers: &[&'a Preset],
            field: impl Fn(&'a Preset) -> &'a Option<Vec<T>>,
        ) -> Option<&'a [T]> {
            layers.iter().find_map(|preset| field(preset).as_deref())
        }
        Defaults {
            addressees: first(&layers, |p| &p.addressees).unwrap_or_default(),
            copy: first(&layers, |p| &p.copy).unwrap_or_default(),
            body: first(&layers, |p| &p.body).unwrap_or_default(),
            deadlines: first(&layers, |p| &p.deadlines).unwrap_or_default(),
            annexes: first(&layers, |p| &p.annexes).unwrap_or_default(),
            items: first(&layers, |p| &p.items),
            agenda: first(&layers, |p| &p.agenda).unwrap_or_default(),
        }
    }
}
