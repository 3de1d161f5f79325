//! The style sheet: the theme's named styles, numberings, tables and shades as CSS.
//!
//! Lengths are rem, so that a reader's own text size counts: 1 rem is [`POINTS`] of the theme on the
//! screen, and exactly that many points in print. Properties are logical (start and end, not left and
//! right), so a page written from the right needs nothing else. Space above and below are margins: of two
//! that meet the larger counts, as the theme says, and a page break drops the one after it.

use super::paint;
use crate::base::{Language, Script};
use crate::document::theme::{Align, Color, Format, Level, ScriptFonts, Style, StyleKind, TableStyle, Theme};
use std::collections::BTreeSet;

/// How many of the theme's points are one rem.
const POINTS: f32 = 11.0;

/// What does not depend on the theme.
const BASE: &str = include_str!("base.css");

/// The style sheet of a theme in parts: a page gets the rules of the classes that it uses.
pub(super) struct Stylesheet {
    /// What does not depend on classes of the theme, line by line, with the classes of which a page needs one for it; none
    /// are needed for what every page has.
    base: Vec<(Vec<String>, String)>,
    /// Rules by the class that they are for, in order.
    rules: Vec<Rule>,
    /// The same for the dark.
    dark: Vec<Rule>,
}

/// What is said about one class.
struct Rule {
    class: String,
    css: String,
}

impl Stylesheet {
    /// All rules of a theme, but for what a document's own words put into the margins of its printed pages.
    pub(super) fn new(theme: &Theme, language: Language) -> Self {
        let page = &theme.page;
        let script = theme.fonts.script(language);
        let mut base = format!(
            ":root{{--page:{};--landscape:{};--top:{};--end:{};--bottom:{};--start:{};--foot:{};\
             --dark-paper:{};--dark-desk:{};--dark-ink:{};font-family:{}}}\n{}",
            rem(page.width),
            rem(page.height),
            rem(page.top),
            rem(page.right),
            rem(page.bottom),
            rem(page.left),
            rem(page.footer),
            paint::css(paint::DARK_PAPER),
            paint::css(paint::DARK_DESK),
            paint::css(paint::DARK_INK),
            family(theme, language),
            without_comments(BASE),
        );
        if let Some(script) = script {
            base.push_str(&own_script(theme, script, language));
        }
        base.push_str(&letters(theme));
        let base = base.split_inclusive('\n').map(|line| (classes(line), line.to_owned())).collect();
        let mut sheet = Self { base, rules: Vec::new(), dark: Vec::new() };
        for (key, style) in &theme.styles {
            let class = name(key);
            let declarations = match style.kind {
                StyleKind::Paragraph => paragraph(style),
                StyleKind::Character => character(style),
            };
            if !declarations.is_empty() {
                sheet.rule(&class, format!(".{class}{{{}}}\n", declarations.trim_end_matches(';')));
            }
            if style.color != Color::BLACK {
                sheet.night(
                    &class,
                    format!(".{class}{{color:{}}}\n", paint::css(paint::dark_text(style.color))),
                );
            }
        }
        sheet.numberings(theme);
        for (key, table) in &theme.tables {
            sheet.table(theme, key, table);
        }
        for (key, &shade) in &theme.shades {
            let class = format!("shade-{}", name(key));
            sheet.ground(&class, &format!(":is(th,td).{class}"), shade);
        }
        sheet
    }

    /// The rules that a page with this body needs.
    pub(super) fn for_body(&self, body: &str) -> String {
        let classes = body.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let used: BTreeSet<&str> = classes.flat_map(str::split_whitespace).collect();
        let is_needed = |classes: &[String]| {
            classes.is_empty() || classes.iter().any(|class| used.contains(class.as_str()))
        };
        let base = self.base.iter().filter(|(classes, _)| is_needed(classes));
        let mut out: String = base.map(|(_, line)| line.as_str()).collect();
        let wanted = |rule: &&Rule| used.contains(rule.class.as_str());
        self.rules.iter().filter(wanted).for_each(|rule| out.push_str(&rule.css));
        out.push_str("@media screen and (prefers-color-scheme:dark){\n");
        self.dark.iter().filter(wanted).for_each(|rule| out.push_str(&rule.css));
        out.push_str("}\n");
        out
    }

    fn rule(&mut self, class: &str, css: String) {
        self.rules.push(Rule { class: class.to_owned(), css });
    }

    fn night(&mut self, class: &str, css: String) {
        self.dark.push(Rule { class: class.to_owned(), css });
    }

    fn ground(&mut self, class: &str, selector: &str, shade: Color) {
        let (mut day, mut night) = (String::new(), String::new());
        ground(selector, shade, &mut day, &mut night);
        self.rule(class, day);
        self.night(class, night);
    }

    fn table(&mut self, theme: &Theme, key: &str, table: &TableStyle) {
        let class = format!("table-{}", name(key));
        let selector = format!(".{class}");
        let (x, y) = (rem(table.padding_x), rem(table.padding_y));
        let mut out = String::new();
        if table.before > 0.0 {
            out.push_str(&format!("{selector}{{margin-block-start:{}}}\n", rem(table.before)));
        }
        out.push_str(&format!("{selector} :is(th,td){{padding:{y} {x};"));
        if table.rule > 0.0 {
            out.push_str(&format!("border:{}pt solid {}", number(table.rule), paint::css(table.color)));
            let night = paint::css(paint::dark_text(table.color));
            self.night(&class, format!("{selector} :is(th,td){{border-color:{night}}}\n"));
        }
        out.push_str("}\n");
        if let Some(thick) = table.thick_rule() {
            let rule = |color: Color| {
                let thick = number(thick);
                format!(
                    "{selector} colgroup+colgroup{{border-inline-start:{thick}pt solid {}}}\n",
                    paint::css(color)
                )
            };
            out.push_str(&rule(table.color));
            self.night(&class, rule(paint::dark_text(table.color)));
        }
        self.rule(&class, out);
        if let Some(shade) = table.header_shade.as_ref().and_then(|shade| theme.shade(shade)) {
            self.ground(&class, &format!("{selector} :where(thead th)"), shade);
        }
    }

    /// One class for each level of each numbering, with a counter of its own.
    fn numberings(&mut self, theme: &Theme) {
        for (key, numbering) in &theme.numberings {
            for (at, level) in numbering.levels.iter().enumerate() {
                let class = list_name(theme, key, at);
                let label = label(key, &numbering.levels, level);
                let mut out = String::new();
                if level.format != Format::Sign {
                    let counter = counter_name(key, at);
                    out.push_str(&format!(
                        ".{class}{{counter-reset:{counter}}}\n.{class}>li{{counter-increment:{counter}}}\n"
                    ));
                }
                out.push_str(&format!(".{class}>li>p:first-child::before{{content:{label}}}\n"));
                self.rule(&class, out);
            }
        }
    }
}

/// The classes that the selector of a rule on one line names.
fn classes(line: &str) -> Vec<String> {
    let selector = line.split('{').next().filter(|selector| !selector.starts_with('@')).unwrap_or_default();
    let names = selector.split('.').skip(1);
    let is_of_name = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
    names.map(|rest| rest.chars().take_while(is_of_name).collect()).collect()
}

/// A style sheet without the lines that explain it: a page is not the place to read them.
fn without_comments(css: &str) -> String {
    css.split_inclusive('\n').filter(|line| !line.starts_with("/*")).collect()
}

/// The `font-family` of pages in a language.
pub(super) fn family(theme: &Theme, language: Language) -> String {
    let family = theme.fonts.script(language).map_or(&theme.fonts.css, |script| &script.css);
    if language.script() == Script::Chinese { format!("{PUNCTUATION},{family}") } else { family.clone() }
}

/// The name of the face for punctuation that Latin faces have too, but narrow.
const PUNCTUATION: &str = "punctuation";

/// What pages in a script of their own need: lines as high as its letters want in print, and in
/// Chinese full-width quotation marks and dashes from the Chinese faces, wherever the reader has one.
fn own_script(theme: &Theme, script: &ScriptFonts, language: Language) -> String {
    let mut out = "em{font-style:normal}\n".to_owned();
    let line = script.line.unwrap_or(1.0) * script.size.unwrap_or(1.0);
    if line > 1.22 {
        out.push_str(&format!("@media print{{:root{{--leading:{}}}}}\n", number(line)));
    }
    if language.script() != Script::Chinese {
        return out;
    }
    out.push_str("body{line-break:strict;text-autospace:normal}\n");
    let own: Vec<&str> = theme.fonts.css.split(',').map(str::trim).collect();
    let faces: Vec<&str> = script
        .css
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .filter(|name| !own.iter().any(|o| o.trim_matches('"') == *name) && !name.ends_with("serif"))
        .collect();
    for (weight, ending) in [("normal", ""), ("bold", " Bold")] {
        let sources: Vec<String> = faces.iter().map(|name| format!("local(\"{name}{ending}\")")).collect();
        if !sources.is_empty() {
            out.push_str(&format!(
                "@font-face{{font-family:{PUNCTUATION};font-weight:{weight};src:{};unicode-range:U+B7,U+2014,U+201C-201D,U+2026}}\n",
                sources.join(",")
            ));
        }
    }
    out
}

/// The counter styles of lists with letters, where a theme has any: a … z, then aa, bb … as Word counts.
fn letters(theme: &Theme) -> String {
    let mut out = String::new();
    for format in Format::ALL {
        let has = theme.numberings.values().flat_map(|n| &n.levels).any(|l| l.format == format);
        if let Some(name) = counter_style(format).filter(|_| has) {
            let symbols: Vec<String> = format.letters().iter().map(|letter| symbol(letter)).collect();
            out.push_str(&format!(
                "@counter-style {name}{{system:symbolic;symbols:{}}}\n",
                symbols.join(" ")
            ));
        }
    }
    out
}

/// A Latin letter needs no quotes.
fn symbol(letter: &str) -> String {
    if letter.is_ascii() { letter.to_owned() } else { format!("\"{letter}\"") }
}

/// The name of the counter style of a format with letters.
fn counter_style(format: Format) -> Option<&'static str> {
    match format {
        Format::LowerLetter => Some("letters"),
        Format::RussianLetter => Some("russian-letters"),
        Format::ArabicLetter => Some("arabic-letters"),
        Format::Decimal | Format::LowerRoman | Format::Sign => None,
    }
}

/// A background, by day and by night.
pub(super) fn ground(selector: &str, shade: Color, out: &mut String, dark: &mut String) {
    out.push_str(&format!("{selector}{{background:{}}}\n", paint::css(shade)));
    dark.push_str(&format!("{selector}{{background:{}}}\n", paint::css(paint::dark_shade(shade))));
}

/// A paragraph style. Labels hang in the space that the negative first-line indent leaves.
fn paragraph(style: &Style) -> String {
    let align = match style.align {
        Align::Start => "",
        Align::Center => "center",
        Align::End => "end",
        Align::Justify => "justify",
    };
    let mut out = String::new();
    let mut add = |property: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("{property}:{value};"));
        }
    };
    let length = |points: f32| if points == 0.0 { String::new() } else { rem(points) };
    // What the base says of every paragraph is not said again.
    add("font-size", &if style.size == POINTS { String::new() } else { rem(style.size) });
    add("margin-block-start", &length(style.before));
    add("margin-block-end", &length(style.after));
    add("--in", &length(style.indent));
    add("--hang", &length(style.hanging));
    add("text-align", align);
    if style.line != 1.0 {
        add("line-height", &format!("calc(var(--leading)*{})", number(style.line)));
    }
    add("break-after", if style.keep_with_next { "avoid" } else { "" });
    add("break-inside", if style.keep_together { "avoid" } else { "" });
    out + &character(style)
}

/// What a style says about its letters.
fn character(style: &Style) -> String {
    let mut out = String::new();
    for (holds, declaration) in [
        (style.bold, "font-weight:bold;"),
        (style.italic, "font-style:italic;"),
        (style.capitals, "text-transform:uppercase;"),
        (style.underline, "text-decoration:underline;"),
    ] {
        if holds {
            out.push_str(declaration);
        }
    }
    if style.color != Color::BLACK {
        out.push_str(&format!("color:{};", paint::css(style.color)));
    }
    out
}

/// A label such as `{1}.{2}` as the value of `content`.
fn label(key: &str, levels: &[Level], level: &Level) -> String {
    let mut parts = Vec::new();
    let mut rest = level.label.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((index, after)) = after.split_once('}') else { break };
        parts.push(format!("\"{}\"", literal(before)));
        let at = index.parse::<usize>().unwrap_or(1).saturating_sub(1);
        let style = match levels.get(at).map(|l| l.format) {
            Some(Format::LowerRoman) => ",lower-roman".to_owned(),
            format => format.and_then(counter_style).map_or(String::new(), |name| format!(",{name}")),
        };
        parts.push(format!("counter({}{style})", counter_name(key, at)));
        rest = after;
    }
    parts.push(format!("\"{}\"", literal(rest)));
    parts.retain(|part| part != "\"\"");
    if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" ") }
}

/// A text between quotes in CSS.
fn literal(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' | '\\' | '<' => format!("\\{:x} ", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

/// A theme's name as a class: letters, digits and hyphens stay, all else becomes a hyphen.
pub(super) fn name(theme_name: &str) -> String {
    let mut out: String =
        theme_name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    if !out.starts_with(char::is_alphabetic) {
        out.insert(0, '_');
    }
    out
}

/// The class of lists on one level of a numbering; levels past the last repeat it.
pub(super) fn list_name(theme: &Theme, numbering: &str, level: usize) -> String {
    let last = theme.numberings.get(numbering).map_or(0, |n| n.levels.len().saturating_sub(1));
    format!("list-{}-{}", name(numbering), level.min(last) + 1)
}

/// The counter of one level of a numbering.
pub(super) fn counter_name(numbering: &str, level: usize) -> String {
    format!("{}-{}", name(numbering), level + 1)
}

/// Points as rem.
pub(super) fn rem(points: f32) -> String {
    format!("{}rem", number(points / POINTS))
}

/// A number with at most three decimals and no idle zeros, not even before the point.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.3}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" | "0" => "0".to_owned(),
        text => text.strip_prefix('0').map_or_else(|| text.replace("-0.", "-."), str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short() {
        assert_eq!([11.0, 0.0, 56.7, -14.2].map(rem), ["1rem", "0rem", "5.155rem", "-1.291rem"]);
        assert_eq!([-0.0001, 0.5, -0.25, 10.0].map(number), ["0", ".5", "-.25", "10"]);
    }

    #[test]
    fn a_page_gets_the_rules_that_it_needs() {
        let none: [&str; 0] = [];
        assert_eq!(classes("@media (min-width:60.5rem){"), none);
        assert_eq!(classes("main>section{padding:.5pt}"), none);
        assert_eq!(classes(":where(.landscape .scroll th[scope=row]){a:b}"), ["landscape", "scroll"]);
        assert_eq!(classes(".list>li>p:first-child::before{a:b}"), ["list"]);
    }

    #[test]
    fn labels_of_several_levels_become_counters() {
        let level = |format, label: &str| Level { format, label: label.to_owned(), style: String::new() };
        let levels = [level(Format::Decimal, "{1}."), level(Format::LowerLetter, "{1}.{2})")];
        assert_eq!(
            label("agenda", &levels, &levels[1]),
            "counter(agenda-1) \".\" counter(agenda-2,letters) \")\""
        );
        assert_eq!(label("x", &levels, &level(Format::Sign, "\"")), "\"\\22 \"");
    }

    #[test]
    fn names_are_sound_classes() {
        assert_eq!(
            ["RunInHead", "Annex_No & title", "1st"].map(name),
            ["RunInHead", "Annex_No---title", "_1st"]
        );
    }
}
