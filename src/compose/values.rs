//! What single facts of a letter say, for people who translate around them.

use super::{Composer, Work, bytes, plain_value};
use crate::base::text::one_line;
use crate::base::{Diagnostics, Located, Source, Span};
use crate::compose::templates;
use crate::model::resolve::Resolved;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Composer<'_> {
    /// What each of these facts in braces says, in plain words on one line; those that say nothing by themselves are left
    /// out.
    pub fn values(
        &self,
        resolved: &Resolved<'_>,
        source: &Arc<Source>,
        facts: &[String],
    ) -> BTreeMap<String, String> {
        let mut begun = Diagnostics::new();
        let mut work = Work::new(self, resolved, &mut begun);
        templates::of_a_letter(bytes(resolved), || {
            work.titles();
            work.pointers();
        });
        let value = |fact: &String| {
            let said = work.text(&Located::new(fact.clone(), Span::file(source)));
            let said = one_line(&plain_value(&said));
            (!said.is_empty() && !said.contains("{{")).then(|| (fact.clone(), said))
        };
        facts.iter().filter_map(value).collect()
    }
}
