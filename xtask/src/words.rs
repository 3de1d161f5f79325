//! The words of a letter in each format, without what a format generates: labels of lists, headers and
//! footers of pages. Footnotes are left out too: each format has its own place for them.

use crate::letters::{Format, Letter};
use crate::tools::{Outcome, Verdict};
use std::path::Path;
use std::process::Command;

/// Whether all formats of a letter say the same words in the same order; nothing for a single format.
pub fn compare(letter: &Letter) -> Vec<Outcome> {
    let files: Vec<(Format, &Path)> =
        Format::ALL.iter().filter_map(|&f| Some((f, letter.file(f)?))).collect();
    if files.len() < 2 {
        return Vec::new();
    }
    let read = |&(format, file): &(Format, &Path)| match format {
        Format::Docx => docx(file).map(|sections| sections.concat()),
        Format::Pdf => pdf(file),
        Format::Html => html(file),
    };
    let verdict = match files.iter().map(read).collect::<Result<Vec<_>, String>>() {
        Err(problem) => Verdict::Fail(vec![problem]),
        Ok(texts) => {
            let named = |at: usize| (files[at].0, texts[at].as_slice());
            let found: Vec<String> =
                (1..texts.len()).filter_map(|at| difference(named(0), named(at))).collect();
            if found.is_empty() { Verdict::Pass } else { Verdict::Fail(found) }
        }
    };
    vec![Outcome { tool: "same words", file: letter.name.clone(), verdict }]
}

/// The first place where two texts part, with some words around it.
fn difference((a, left): (Format, &[String]), (b, right): (Format, &[String])) -> Option<String> {
    if let Some((empty, _)) = [(a, left), (b, right)].into_iter().find(|(_, words)| words.is_empty()) {
        return Some(format!("{empty:?} has no words (a PDF without tags has none)"));
    }
    let at = left.iter().zip(right).take_while(|(l, r)| l == r).count();
    if at == left.len() && at == right.len() {
        return None;
    }
    let piece = |words: &[String], from: usize, to: usize| words[from..to.min(words.len())].join(" ");
    let (before, here, there) =
        (piece(left, at.saturating_sub(4), at), piece(left, at, at + 6), piece(right, at, at + 6));
    Some(format!("after \"{before}\" {a:?} says \"{here}\", {b:?} says \"{there}\""))
}

/// Whether the pages of a PDF, read from top to bottom as one who copies from them does, have every paragraph of the
/// DOCX, its letters in the order in which they are read; nothing for a single format.
pub fn read_from_pages(letter: &Letter) -> Option<Outcome> {
    let (docx, pdf) = (letter.file(Format::Docx)?, letter.file(Format::Pdf)?);
    let attempt = || -> Result<Verdict, String> {
        let pages = output(Command::new("pdftotext").args(["-enc", "UTF-8", "-raw"]).arg(pdf).arg("-"))?;
        let lost = lost(&paragraphs(docx)?, &pages);
        Ok(if lost.is_empty() { Verdict::Pass } else { Verdict::Fail(lost) })
    };
    let verdict = attempt().unwrap_or_else(|problem| Verdict::Broken(vec![problem]));
    Some(Outcome { tool: "words of the pages", file: letter.name.clone(), verdict })
}

/// The paragraphs that cannot be found in the text of pages. Spaces and marks of direction are left out: lines end
/// anywhere.
fn lost(paragraphs: &[String], pages: &str) -> Vec<String> {
    let pages: Vec<&str> = pages.split('\u{c}').collect();
    let body = |(index, page): (usize, &&str)| {
        let lines = page.lines().map(|line| split(line).concat()).filter(|line| !line.is_empty());
        // The number of a page and the header below it would cut a paragraph in two.
        lines.skip(if index == 0 { 0 } else { 2 }).collect::<String>()
    };
    let whole: String = pages.iter().enumerate().map(body).collect();
    let is_lost = |paragraph: &&String| !whole.contains(&split(paragraph).concat());
    paragraphs.iter().filter(is_lost).map(|paragraph| format!("not found: {paragraph}")).collect()
}

/// The paragraphs of a DOCX that have words, cut at the numbers of footnotes and at boxes to tick, which are not words.
fn paragraphs(file: &Path) -> Result<Vec<String>, String> {
    let sections = sections(file)?;
    let paragraphs = sections.iter().flat_map(|section| section.split(['\n', CUT]));
    Ok(paragraphs.filter(|paragraph| !split(paragraph).is_empty()).map(str::to_owned).collect())
}

/// The words of the section that follows the letter itself in a DOCX; none if there is none.
///
/// # Errors
/// The file cannot be read.
pub fn second_section(file: &Path) -> Result<Vec<String>, String> {
    Ok(docx(file)?.into_iter().nth(1).unwrap_or_default())
}

/// Whether the second section begins on the second page, right after the page's header.
pub fn judge_first_page(first: &str, second: &str, section: &[String]) -> Verdict {
    let (page, start) = (split(second), &section[..section.len().min(4)]);
    let mut found = Vec::new();
    if first.trim().is_empty() {
        found.push("the first page is empty".to_owned());
    }
    if section.is_empty() && !page.is_empty() {
        found.push("the letter has no second section, but a second page".to_owned());
    }
    if !section.is_empty() {
        let head = page.iter().take(24).cloned().collect::<Vec<_>>();
        // Narrow spaces around the number do not come through.
        if !head.concat().starts_with("-2-") {
            found.push(format!("page 2 does not begin with \"- 2 -\", but \"{}\"", head.join(" ")));
        }
        // LibreOffice's Arabic is extracted with letters in another order, Chinese with other word ends.
        let comparable = start.iter().flat_map(|word| word.chars()).all(|c| c < '\u{590}');
        if comparable && !head.windows(start.len()).any(|words| words == start) {
            let (start, head) = (start.join(" "), head.join(" "));
            found.push(format!("page 2 does not begin with \"{start}\", but \"{head}\""));
        }
    }
    if found.is_empty() { Verdict::Pass } else { Verdict::Fail(found) }
}

/// Words, with all hyphens and spaces alike and without invisible characters.
fn split(text: &str) -> Vec<String> {
    let plain = |c: char| match c {
        '\u{2010}' | '\u{2011}' => Some('-'),
        CUT
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        c => Some(c),
    };
    text.chars().filter_map(plain).collect::<String>().split_whitespace().map(str::to_owned).collect()
}

/// The words of a DOCX by sections.
fn docx(file: &Path) -> Result<Vec<Vec<String>>, String> {
    let sections = sections(file)?;
    let words = sections.iter().map(|section| split(section));
    Ok(words.filter(|words| !words.is_empty()).collect())
}

/// Where a section has what is no word: the number of a footnote, a box to tick.
const CUT: char = '\0';

/// The text of a DOCX by sections, from the main part alone: a line for each paragraph.
fn sections(file: &Path) -> Result<Vec<String>, String> {
    let xml = output(Command::new("unzip").arg("-p").arg(file).arg("word/document.xml"))?;
    let mut sections = vec![String::new()];
    for (tag, text) in pieces(&xml) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or("");
        if name == "w:sectPr" && !tag.starts_with('/') {
            sections.push(String::new());
        }
        let Some(section) = sections.last_mut() else { continue };
        match name {
            "w:t" if !tag.starts_with('/') => section.push_str(&entities(text)),
            "w:noBreakHyphen" => section.push('-'),
            "w:p" => section.push('\n'),
            "w:br" | "w:tab" => section.push(' '),
            "w:footnoteReference" | "w:sym" => section.push(CUT),
            _ => {}
        }
    }
    Ok(sections)
}

/// An HTML page: what stands in `<main>`.
fn html(file: &Path) -> Result<Vec<String>, String> {
    let page = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let main = page.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>"));
    let main = main.ok_or_else(|| format!("{}: there is no <main>", file.display()))?.0;
    let (mut text, mut skip) = (String::new(), "");
    // A letter has no `<` but tags: `pieces` begins after the first one.
    for (tag, after) in pieces(main) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or("");
        if !skip.is_empty() {
            if tag.starts_with('/') && name == skip {
                skip = "";
            } else {
                continue;
            }
        } else if ["svg", "sup"].contains(&name) || tag.contains("doc-endnotes") {
            skip = name;
            continue;
        }
        if !["a", "bdi", "em", "span", "strong", "sup"].contains(&name) {
            text.push(' ');
        }
        text.push_str(&entities(after));
    }
    Ok(split(&text))
}

/// A PDF in the order of its structure tree, as poppler prints it: an element a line, indented by depth,
/// its text in quotes below it.
fn pdf(file: &Path) -> Result<Vec<String>, String> {
    let tree = output(Command::new("pdfinfo").args(["-enc", "UTF-8", "-struct-text"]).arg(file))?;
    let mut text = String::new();
    // Below this depth lies what is left out.
    let mut skipped: Option<usize> = None;
    for line in tree.lines() {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim();
        skipped = skipped.filter(|&limit| depth > limit);
        if skipped.is_some() {
            continue;
        }
        if let Some(words) = line.strip_prefix('"') {
            text.push_str(words.strip_suffix('"').unwrap_or(words));
        } else if ["Lbl", "Note", "FENote", "Reference", "Figure"]
            .iter()
            .any(|t| line.split([' ', ':']).next() == Some(*t))
        {
            skipped = Some(depth);
        } else if !line.contains("(inline)") && !line.starts_with(['/', '<']) && !line.starts_with("Object ")
        {
            text.push(' ');
        }
    }
    Ok(split(&text))
}

/// Each tag without its angle brackets, and the text up to the next one.
fn pieces(markup: &str) -> impl Iterator<Item = (&str, &str)> {
    markup.split('<').skip(1).filter_map(|piece| piece.split_once('>'))
}

fn entities(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|e| format!("{name}: {e}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_spaces_are_alike() {
        assert_eq!(split("ITU\u{2011}T 20\u{a0}April  co\u{ad}op"), ["ITU-T", "20", "April", "coop"]);
    }

    #[test]
    fn the_place_of_a_difference_is_told() {
        let (a, b) = (split("Dear Sir or Madam, we"), split("Dear Sir and Madam, we"));
        let told = difference((Format::Docx, &a), (Format::Pdf, &b));
        assert_eq!(
            told.as_deref(),
            Some("after \"Dear Sir\" Docx says \"or Madam, we\", Pdf says \"and Madam, we\"")
        );
        assert_eq!(difference((Format::Docx, &a), (Format::Html, &a)), None);
        assert!(difference((Format::Docx, &a), (Format::Html, &a[..2])).is_some(), "an end missing");
    }

    #[test]
    fn a_paragraph_in_another_order_is_lost() {
        let paragraphs = ["Dear Sir or Madam,".to_owned(), "من 20\u{200f}-30".to_owned()];
        let pages = "Dear Sir\u{c}- 2 -\nTSB Collective letter 1/17\nor Madam,\nمن 20-30\n";
        assert!(lost(&paragraphs, pages).is_empty());
        assert_eq!(lost(&paragraphs, &pages.replace("20-30", "30-20")).len(), 1);
        assert_eq!(lost(&paragraphs, &pages.replace('\u{c}', "\n")).len(), 1, "the header is in the way");
    }

    #[test]
    fn a_letter_that_runs_over_is_found() {
        let annex = split("ANNEX A Practical meeting information WORKING");
        let pass = |second| matches!(judge_first_page("Geneva", second, &annex), Verdict::Pass);
        assert!(pass("- 2 -\nTSB Collective letter 11/17\n\nANNEX A\nPractical meeting information"));
        assert!(!pass("- 2 -\nTSB Collective letter 11/17\nAnnexes: 2\n"));
        assert!(!pass("TSB Collective letter 11/17\nANNEX A\nPractical meeting information"));
    }
}
