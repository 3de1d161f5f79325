//! What each room of `src` may import. The table stands once, in docs/developers/architecture.md.

use std::fs;
use std::path::Path;

/// A room and the rooms that it may import.
type Room = (String, Vec<String>);

/// The rooms from the ground up, as the table in docs/developers/architecture.md has them.
fn rooms() -> Vec<Room> {
    let page = fs::read_to_string(root().join("docs/developers/architecture.md")).expect("the page");
    let rows = page.lines().skip_while(|line| !line.starts_with("| room ")).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [room, _, may] = cells[..] else { panic!("three cells: {line}") };
            let may = may.split(", ").filter(|other| *other != "nothing");
            (room.trim_matches('`').to_owned(), may.map(|other| other.trim_matches('`').to_owned()).collect())
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rooms that a file names: `crate::model::…`, `crate::{base::…, model}`, `collective_letters::…`.
fn imported(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n").collect();
    let mut found = Vec::new();
    for start in ["crate::", "collective_letters::"] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(members(group)),
                None => found.push(rest.to_owned()),
            }
        }
    }
    let name =
        |path: String| path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    found.into_iter().map(name).collect()
}

/// The members of a group behind its opening brace, cut at the commas that are in no group within it.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut found) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(String::new()),
            c if depth == 0 => found.last_mut().expect("one").push(c),
            _ => {}
        }
    }
    found
}

fn sources(folder: &Path, each: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(!name.starts_with('.'), "{}: left over, not a source", path.display());
        if path.is_dir() {
            sources(&path, each);
        } else if name.ends_with(".rs") {
            each(&path, &fs::read_to_string(&path).expect("text"));
        }
    }
}

#[test]
fn src_holds_rooms_and_nothing_else() {
    let rooms = rooms();
    let mut entries = 0;
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let is_known = if path.is_dir() {
            rooms.iter().any(|(room, _)| *room == name)
        } else {
            ["lib.rs", "main.rs"].contains(&&*name)
        };
        assert!(
            is_known,
            "{name} is no room: name it in the table of docs/developers/architecture.md, or put it into one"
        );
        entries += 1;
    }
    assert_eq!(entries, rooms.len() + 2, "the table names a room that is not there");
    assert!(entries <= 12);
}

#[test]
fn rooms_import_only_what_stands_below_them() {
    let rooms = rooms();
    let (mut wrong, mut used) = (Vec::new(), Vec::new());
    for (room, may) in &rooms {
        sources(&root().join("src").join(room), &mut |path, text| {
            for other in imported(text) {
                if other == *room || !rooms.iter().any(|(name, _)| *name == other) {
                    continue;
                }
                if !may.contains(&other) {
                    wrong.push(format!("{}: {room} must not import {other}", path.display()));
                }
                used.push((room.clone(), other));
            }
        });
        for other in may {
            let is_used = used.iter().any(|(by, what)| by == room && what == other);
            assert!(is_used, "{room} does not import {other}: strike it from the table");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    let rooms = rooms();
    assert!(rooms.len() > 5, "the table is read");
    for (at, (room, may)) in rooms.iter().enumerate() {
        for other in may {
            assert!(rooms[..at].iter().any(|(name, _)| name == other), "{room} -> {other} runs up");
        }
    }
}

#[test]
fn imports_are_read_in_every_form() {
    let text = "use crate::{base::{text, source}, model};\nuse crate::check;\n// crate::tools\nfn f() { crate::export::x() }\n\n#[cfg(test)]\nmod tests { use crate::cli::x; }";
    assert_eq!(imported(text), ["base", "model", "check", "export"]);
}
