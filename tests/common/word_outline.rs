//! What a reader of a DOCX meets: paragraphs with their styles, numbers and marks, tables with their
//! spans, sections, controls — a line each.

use super::docx::Element;

/// The body of `word/document.xml`.
pub fn outline(document: &Element) -> String {
    let mut out = String::new();
    for child in document.children.iter().flat_map(|body| &body.children) {
        block(child, 0, &mut out);
    }
    out
}

fn block(element: &Element, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    match element.name.as_str() {
        "w:p" => {
            let properties = child(element, "w:pPr");
            let style = properties.and_then(|p| value(p, "w:pStyle")).unwrap_or("Normal");
            let number = properties.and_then(|p| child(p, "w:numPr")).map_or(String::new(), |n| {
                let part = |name| value(n, name).unwrap_or("?");
                format!(" #{}.{}", part("w:numId"), part("w:ilvl"))
            });
            out.push_str(&format!("{pad}[{style}{number}] {}\n", inside(element)));
            if let Some(section) = properties.and_then(|p| child(p, "w:sectPr")) {
                block(section, depth, out);
            }
        }
        "w:tbl" => {
            let properties = child(element, "w:tblPr");
            let style = properties.and_then(|p| value(p, "w:tblStyle")).unwrap_or("-");
            let about = properties.and_then(|p| value(p, "w:tblDescription")).unwrap_or("");
            out.push_str(&format!("{pad}table {style} {about}\n"));
            for row in element.children.iter().filter(|c| c.name == "w:tr") {
                let header = if row.all("w:tblHeader").is_empty() { "" } else { " header" };
                out.push_str(&format!("{pad}  row{header}\n"));
                for cell in row.children.iter().filter(|c| c.name == "w:tc") {
                    let properties = child(cell, "w:tcPr");
                    let part = |name: &str| properties.and_then(|p| child(p, name));
                    let width = part("w:tcW").and_then(|w| w.get("w:w")).unwrap_or("?");
                    let span = part("w:gridSpan").and_then(|s| s.get("w:val"));
                    let merge = part("w:vMerge").map(|m| m.get("w:val").unwrap_or("continue"));
                    let shade = part("w:shd").and_then(|s| s.get("w:fill"));
                    let notes: String = [("span", span), ("merge", merge), ("shade", shade)]
                        .iter()
                        .filter_map(|(name, value)| value.map(|v| format!(" {name} {v}")))
                        .collect();
                    out.push_str(&format!("{pad}    cell {width}{notes}\n"));
                    cell.children.iter().for_each(|c| block(c, depth + 3, out));
                }
            }
        }
        "w:sectPr" => {
            let size = child(element, "w:pgSz");
            let part = |name| size.and_then(|s| s.get(name)).unwrap_or("-");
            out.push_str(&format!(
                "{pad}=== section {} x {} {}\n",
                part("w:w"),
                part("w:h"),
                part("w:orient")
            ));
        }
        "w:sdt" => {
            out.push_str(&format!("{pad}control {}\n", control(element)));
            let content = child(element, "w:sdtContent").into_iter().flat_map(|c| &c.children);
            content.for_each(|c| block(c, depth + 1, out));
        }
        _ => {}
    }
}

/// What stands in a paragraph or a run: words, and what else there is in braces.
fn inside(element: &Element) -> String {
    let mut out = String::new();
    for part in &element.children {
        match part.name.as_str() {
            "w:r" => {
                let marks: String =
                    child(part, "w:rPr").into_iter().flat_map(|p| &p.children).map(mark).collect();
                let words = inside(part);
                out.push_str(&if marks.is_empty() {
                    words
                } else {
                    format!("<{}|{words}>", marks.trim_start())
                });
            }
            "w:t" => out.push_str(&part.words().replace('\u{a0}', "~")),
            "w:tab" => out.push_str(" → "),
            "w:br" => out.push_str(" ⏎ "),
            "w:sym" => out.push_str(&format!("{{sign {}}}", part.get("w:char").unwrap_or("?"))),
            "w:drawing" => {
                let about =
                    part.all("wp:docPr").first().and_then(|d| d.get("descr")).unwrap_or("?").to_owned();
                out.push_str(&format!("{{picture: {about}}}"));
            }
            "w:hyperlink" => {
                let to = part.get("w:anchor").map_or_else(|| "out".to_owned(), |a| format!("#{a}"));
                out.push_str(&format!("[{}]({to})", inside(part)));
            }
            "w:bookmarkStart" => out.push_str(&format!("{{#{}}}", part.get("w:name").unwrap_or("?"))),
            "w:footnoteReference" => out.push_str(&format!("{{note {}}}", part.get("w:id").unwrap_or("?"))),
            "w:sdt" => {
                let content = child(part, "w:sdtContent").map(inside).unwrap_or_default();
                out.push_str(&format!("{{control {}: {content}}}", control(part)));
            }
            "w:fldSimple" => out.push_str(&format!("{{field{}}}", part.get("w:instr").unwrap_or("?"))),
            _ => {}
        }
    }
    out
}

fn mark(property: &Element) -> String {
    let value = property.get("w:val").map_or(String::new(), |v| format!("={v}"));
    format!(" {}{value}", property.name.trim_start_matches("w:"))
}

fn control(element: &Element) -> String {
    let properties = child(element, "w:sdtPr");
    let part = |name| properties.and_then(|p| value(p, name)).unwrap_or("-");
    let kinds = properties.into_iter().flat_map(|p| &p.children);
    let kind = kinds.map(|k| k.name.as_str()).find(|n| ["w:text", "w:date", "w14:checkbox"].contains(n));
    format!("{} ({})", part("w:tag"), kind.unwrap_or("rich"))
}

fn child<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    element.children.iter().find(|c| c.name == name)
}

fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    child(element, name).and_then(|c| c.get("w:val"))
}
