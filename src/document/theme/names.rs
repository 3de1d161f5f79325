//! The names in the theme that the program itself asks for: a theme without one of them is not read.

use crate::base::yaml::words;

words! {
    /// Styles that the program asks for; templates may ask for any others.
    StyleName as "style of the program" {
        /// images without another style
        Body = "Body",
        /// paragraphs of the letter
        Text = "Text",
        /// paragraphs of an annex
        Item = "Item",
        /// the text of footnotes
        Footnote = "Footnote",
        /// the short rule at the end
        ClosingRule = "ClosingRule",
        /// headings with #
        Subject = "Subject",
        /// headings with ##
        KeyDeadlines = "KeyDeadlines",
        /// headings with ###
        GroupHeading = "GroupHeading",
        /// headings with more signs
        Head = "Head",
        /// heads of tables in texts
        TableHead = "TableHead",
        /// cells of tables
        TableText = "TableText",
        /// heads of the time plan
        GridHead = "GridHead",
        /// names of rows of the time plan
        GridName = "GridName",
        /// cells of the time plan
        GridText = "GridText",
        /// the lines at the top of pages
        PageHeader = "PageHeader",
        /// the mark at the top of pages of drafts
        DraftMark = "DraftMark",
        /// the lines at the foot of the first page
        PageFooter = "PageFooter",
        /// labels of forms
        FormLabel = "FormLabel",
        /// hints below the labels of forms
        FormHint = "FormHint",
        /// heads in forms
        FormHead = "FormHead",
        /// the text next to a box
        FormOption = "FormOption",
        /// what is typed in forms
        FormEntry = "FormEntry",
        /// bold words that begin a paragraph of an annex
        RunInHead = "RunInHead",
        /// links
        Link = "Link",
    }
}

impl StyleName {
    /// Whether it is for stretches of text.
    pub fn is_of_text(self) -> bool {
        matches!(self, Self::RunInHead | Self::Link)
    }
}

words! {
    /// Numberings that the program asks for.
    NumberingName as "numbering of the program" {
        /// agendas without another numbering
        Agenda = "agenda",
        /// lists with numbers
        Number = "number",
        /// lists with dashes
        Bullet = "bullet",
    }
}

words! {
    /// Table styles that the program asks for.
    TableName as "table style of the program" {
        /// tables without another style
        Grid = "grid",
        /// the time plan
        TimePlan = "time-plan",
        /// forms
        Form = "form",
    }
}

macro_rules! as_text {
    ($($name:ident)*) => {
        $(impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.word()
            }
        })*
    };
}
as_text!(StyleName NumberingName TableName);
