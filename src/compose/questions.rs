//! The facts of the list of Questions: rows ready to print, which columns there are, their widths.

use super::{Work, plain_value};
use crate::compose::facts::QuestionsFacts;
use crate::document::theme::{StyleName, TableName};
use crate::document::{Orientation, widths};
use crate::model::phrases::PhraseName;
use tera::Value;

/// The columns in order: the fact, and the phrase at its head.
const COLUMNS: [(&str, PhraseName); 4] = [
    ("number", PhraseName::QuestionNumber),
    ("title", PhraseName::QuestionTitle),
    ("working_party", PhraseName::QuestionWorkingParty),
    ("rapporteur", PhraseName::QuestionRapporteur),
];

impl Work<'_, '_> {
    /// What `annexes/questions.md` prints: a column that no Question uses is left out.
    pub(super) fn questions(&mut self) -> QuestionsFacts {
        let resolved = self.resolved;
        let mut rows: Vec<[Value; 4]> = Vec::new();
        for question in &resolved.questions {
            rows.push([
                Value::from(question.number.as_str()),
                self.line(&question.said.title),
                question.working_party.as_ref().map_or_else(|| "".into(), |text| self.line(text)),
                question.said.rapporteur.as_ref().map_or_else(|| "".into(), |text| self.line(text)),
            ]);
        }
        let shown: Vec<usize> = (0..COLUMNS.len())
            .filter(|at| *at < 2 || rows.iter().any(|row| !plain_value(&row[*at]).is_empty()))
            .collect();
        let heads: Vec<Value> =
            shown.iter().map(|at| self.said(COLUMNS[*at].1.key()).unwrap_or_else(|| "".into())).collect();
        let theme = self.composer.theme;
        let (style, size) = (theme.table(TableName::Grid), theme.style(StyleName::TableText).size);
        let mut texts = vec![heads.iter().map(plain_value).collect::<Vec<_>>()];
        texts
            .extend(rows.iter().map(|row| shown.iter().map(|at| plain_value(&row[*at])).collect::<Vec<_>>()));
        let room = theme.text_width(Orientation::Portrait) / size;
        let shares = widths::shares(&texts, room, (2.0 * style.padding_x + style.rule) / size);
        let columns: Vec<String> = shares.iter().map(|share| format!("{:.1}", share * 100.0)).collect();
        let rows = rows.into_iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect());
        QuestionsFacts { columns: columns.join(" "), heads, rows: rows.collect() }
    }
}
