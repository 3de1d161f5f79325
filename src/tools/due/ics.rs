//! Lines of iCalendar files (RFC 5545): escaped, folded at 75 octets, with CRLF; and the same read again.

use std::collections::BTreeMap;

/// The longest line in octets, without its end (RFC 5545 §3.1).
const LONGEST: usize = 75;

/// A text as a value (RFC 5545 §3.3.11).
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines as a file has them. No character is parted.
pub(super) fn folded<'l>(lines: impl IntoIterator<Item = &'l String>) -> String {
    let mut out = String::new();
    for line in lines {
        let mut room = LONGEST;
        for c in line.chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                room = LONGEST - 1;
            }
            room -= c.len_utf8();
            out.push(c);
        }
        out.push_str("\r\n");
    }
    out
}

/// The events of a file that [`folded`] wrote, by their UIDs: the lines between `BEGIN:VEVENT` and `END:VEVENT`.
pub(super) fn events(file: &str) -> BTreeMap<String, Vec<String>> {
    let whole = file.replace("\r\n", "\n").replace("\n ", "");
    let (mut found, mut event) = (BTreeMap::new(), None::<Vec<String>>);
    for line in whole.lines() {
        match line {
            "BEGIN:VEVENT" => event = Some(Vec::new()),
            "END:VEVENT" => {
                let lines = event.take().unwrap_or_default();
                if let Some(uid) = value(&lines, "UID") {
                    found.insert(uid.to_owned(), lines);
                }
            }
            line => event.iter_mut().for_each(|lines| lines.push(line.to_owned())),
        }
    }
    found
}

/// The value of a property of an event, outside its alarms.
pub(super) fn value<'l>(lines: &'l [String], name: &str) -> Option<&'l str> {
    let own = lines.iter().take_while(|line| *line != "BEGIN:VALARM");
    own.filter_map(|line| line.split_once(':')).find(|(head, _)| *head == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_read_again() {
        let long = format!("SUMMARY:{}", text(&format!("{}; a, b\\c\nd\u{7}", "Genève 会议 ".repeat(20))));
        let lines = ["BEGIN:VEVENT".to_owned(), "UID:a".to_owned(), long.clone(), "END:VEVENT".to_owned()];
        let file = folded(&lines);
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST), "{file}");
        assert!(!file.replace("\r\n", "").contains(['\n', '\r', '\u{7}']));
        let read = events(&file);
        assert_eq!(read["a"], ["UID:a".to_owned(), long]);
        assert_eq!(value(&read["a"], "UID"), Some("a"));
        assert!(text("a; b, c\\\nd").eq("a\\; b\\, c\\\\\\nd"));
    }
}
