//! What a kind of meeting says by default, from `templates/presets.yaml`.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::letter::{AgendaItem, AnnexKind, Kind};
use crate::record;
use crate::source::{Located, Source, Span};
use crate::yaml::{self, Decode, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

record! {
    /// The defaults of one kind of meeting.
    Preset as "the preset" {
        /// Phrases `addressee-…`.
        addressees: Vec<Located<String>>,
        /// Files in `templates/body/`.
        body: Vec<Located<String>>,
        /// Kinds of annexes.
        annexes: Vec<AnnexKind>,
        /// The usual agenda.
        agenda: Vec<AgendaItem>,
    }
}

/// The defaults of all kinds.
#[derive(Clone, Debug)]
pub struct Presets {
    by_kind: BTreeMap<Kind, Preset>,
}

impl Presets {
    /// Reads the file; every kind of meeting must be there. All problems are reported.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Self> {
        let node = yaml::parse(source, problems)?;
        let mut by_kind = BTreeMap::new();
        for kind in [Kind::StudyGroup, Kind::WorkingParty, Kind::AdvisoryGroup, Kind::RegionalGroup] {
            match node.get(kind.word()) {
                Some(preset) => by_kind.extend(Preset::decode(preset, problems).map(|p| (kind, p))),
                None => problems.push(
                    Diagnostic::error("missing-key", format!("there is no preset for `{}`", kind.word()))
                        .at(&Span::file(source), format!("expected a group `{}:`", kind.word())),
                ),
            }
        }
        if let Value::Mapping(entries) = &node.value {
            let known: Vec<&str> = by_kind.keys().map(|k| k.word()).collect();
            for (key, _) in entries.iter().filter(|(k, _)| Kind::read(&k.text).is_none()) {
                problems.push(
                    Diagnostic::error("unknown-key", format!("`{}` is not a kind of meeting", key.text))
                        .at(&key.span, "not known here")
                        .hint(format!("possible: {}", known.join(", "))),
                );
            }
        }
        (!problems.has_errors()).then_some(Self { by_kind })
    }

    /// The defaults of a kind of meeting.
    pub fn of(&self, kind: Kind) -> Option<&Preset> {
        self.by_kind.get(&kind)
    }
}
