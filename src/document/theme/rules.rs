//! Rules of the theme: its values, and its names.

use crate::rules;

rules! {
    THEME = Error "theme" {
        summary: "a value of the theme is not possible",
        why: "With this value, text would not be legible, would not fit on the page, or would have no style.",
        bad: "# templates/theme.yaml\npage:\n  width: 100",
        good: "# templates/theme.yaml\npage:\n  width: 595.3",
        fix: "Correct the value in theme.yaml as the message says.",
    }
    UNKNOWN_STYLE = Error "unknown-style" {
        summary: "the theme has no style, table style or shade of this name",
        why: "The text would appear without font size, spaces and colour.",
        bad: "# templates/body/wish.md\n<p style=\"Boddy\">I wish you a productive meeting.</p>",
        good: "# templates/body/wish.md\n<p style=\"Body\">I wish you a productive meeting.</p>",
        fix: "Correct the name, or add the style to theme.yaml.",
    }
}
