//! Forms to be filled in: rows of a label and the space to write in.
//!
//! What all writers must agree on stands here: the words and their order, the shares of the columns,
//! how much room there is to write by hand. How a space becomes a control of its format is the writers' own.

use super::{Block, Inline, Marks, Paragraph};
use crate::base::Purpose;
use crate::document::theme::{StyleName, TableName};

/// A form.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Form {
    /// What the names of its controls begin with (`fellowship`).
    pub id: String,
    /// What the form is, in words, for people who hear the page.
    pub summary: String,
    /// Its rows from first to last.
    pub rows: Vec<FormRow>,
}

impl Form {
    /// Width of the labels' column as a share of the form's; the space to write has the rest.
    pub const LABEL_SHARE: f32 = 0.34;
    /// The table style that rules it.
    pub const TABLE: TableName = TableName::Form;
    /// Style of labels.
    pub const LABEL: StyleName = StyleName::FormLabel;
    /// Style of hints.
    pub const HINT: StyleName = StyleName::FormHint;
    /// Style of heads.
    pub const HEAD: StyleName = StyleName::FormHead;
    /// Style of the text next to a box.
    pub const OPTION: StyleName = StyleName::FormOption;
    /// Style of what is typed.
    pub const ENTRY: StyleName = StyleName::FormEntry;

    /// The name in the document of the head in a row, counted from 0.
    pub fn head_id(&self, row: usize) -> String {
        format!("{}-head-{}", self.id, row + 1)
    }
}

/// A row of a form.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum FormRow {
    /// A head over the whole width (`PASSPORT DATA`); what follows belongs to it.
    Head(Vec<Inline>),
    /// A label and its space.
    Field(Field),
}

impl FormRow {
    /// A head as a paragraph.
    pub fn head(content: &[Inline]) -> Paragraph {
        Paragraph { style: Form::HEAD.word().to_owned(), content: content.to_vec(), ..Paragraph::default() }
    }
}

/// A thing to fill in.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Field {
    /// Its name in the form (`family-name`).
    pub id: String,
    /// What is asked for; never empty.
    pub label: Vec<Inline>,
    /// A small explanation below the label; may be empty.
    pub hint: Vec<Inline>,
    /// Whether it must be filled in.
    pub required: bool,
    /// What of a person is asked for, where it is one of the things that browsers can fill in.
    pub purpose: Option<Purpose>,
    /// How it is filled in.
    pub control: Control,
}

impl Field {
    /// Its name in the document: the form's and its own.
    pub fn full_id(&self, form: &Form) -> String {
        format!("{}-{}", form.id, self.id)
    }

    /// The name of its hint in the document.
    pub fn hint_id(&self, form: &Form) -> String {
        format!("{}-{}-hint", form.id, self.id)
    }

    /// The label as it is shown: an asterisk marks what must be filled in.
    pub fn shown_label(&self) -> Vec<Inline> {
        let mut label = self.label.clone();
        if self.required {
            match label.last_mut() {
                Some(Inline::Text(text, marks)) if *marks == Marks::default() => text.push_str(REQUIRED),
                _ => label.push(Inline::text(REQUIRED)),
            }
        }
        label
    }

    /// The label, and the hint if there is one, as paragraphs.
    pub fn heading(&self) -> Vec<Block> {
        let style = if self.control == Control::Tick { Form::OPTION } else { Form::LABEL };
        let paragraph = |style: StyleName, content| {
            Block::Paragraph(Paragraph { style: style.word().to_owned(), content, ..Paragraph::default() })
        };
        let mut out = vec![paragraph(style, self.shown_label())];
        if !self.hint.is_empty() {
            out.push(paragraph(Form::HINT, self.hint.clone()));
        }
        out
    }
}

/// The mark of what must be filled in, on one line with the label's last word.
const REQUIRED: &str = "\u{a0}*";

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Control {
    /// One line of text.
    Line,
    /// Several lines of text.
    Lines {
        /// How many there is room for, from 1.
        rows: u32,
    },
    /// A day.
    Date,
    /// A box before each of some options.
    Choice {
        /// The options' words; never empty.
        options: Vec<String>,
        /// Whether more than one may be ticked.
        several: bool,
    },
    /// One box; the label is what is agreed to.
    Tick,
    /// Room for a signature.
    Signature,
}

impl Control {
    /// The least height of its row in points: room to write by hand.
    pub fn room(&self) -> f32 {
        match self {
            Self::Line | Self::Date | Self::Choice { .. } | Self::Tick => 20.0,
            Self::Lines { rows } => 16.0 * (*rows).max(1) as f32,
            Self::Signature => 36.0,
        }
    }
}

impl Purpose {
    /// Whether a browser can fill a control of a kind with it.
    pub fn suits(self, control: &Control) -> bool {
        match control {
            Control::Line | Control::Lines { .. } => true,
            Control::Date => self == Self::Bday,
            Control::Choice { .. } | Control::Tick | Control::Signature => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_filled_in_has_an_asterisk_on_its_last_line() {
        let mut field = Field {
            id: "name".into(),
            label: vec![Inline::text("Family name")],
            hint: vec![],
            required: true,
            purpose: None,
            control: Control::Line,
        };
        assert_eq!(field.shown_label(), [Inline::text("Family name\u{a0}*")]);
        field.label.push(Inline::strong("in capitals"));
        assert_eq!(field.shown_label().last(), Some(&Inline::text("\u{a0}*")));
        field.required = false;
        assert_eq!(field.shown_label(), field.label);
    }

    #[test]
    fn purposes_are_read_by_their_words() {
        assert!(Purpose::ALL.iter().all(|p| Purpose::read(p.token()) == Some(*p)));
        assert_eq!(Purpose::read("shoe-size"), None);
    }
}
