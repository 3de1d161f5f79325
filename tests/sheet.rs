//! `letters sheet`: tables go to a spreadsheet and come back the same; what was changed there changes the letter and
//! nothing else; every cell that cannot be read is named.

use crate::common::program::{Office, letter};
use crate::common::session;
use collective_letters::base::{Diagnostics, Source};
use collective_letters::tools::sheet::{Kind, Table, import, tables, write};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

const PLAN: &str = "annexes:\n  - kind: time-plan\n    # Rows of the chair.\n    rows:\n      - heading: Working parties\n      \
    - WP1: {20 AM - PM: X, 23 PM - 26 AM: {text: Joint, note: [1, 2], shade: grey}}   # stays\n      - WP2/17: {2021-04-21: \"X [1]\"}\n      \
    - WP3\n    notes: {1: One, 2: Two}\n  - kind: questions\n    questions:\n      - {number: 1/17, title: \"**Security**\"}   # first\n      \
    - {group: JCA-IdM, title: Identity, rapporteur: Ms Example}\n";

fn office() -> Office {
    Office::new().file("letters/1.yaml", letter(1) + PLAN)
}

fn read(office: &Office) -> String {
    fs::read_to_string(office.path("letters/1.yaml")).expect("the letter")
}

/// A workbook with one sheet of texts.
fn workbook(kind: Kind, rows: &[&[&str]]) -> Vec<u8> {
    let rows = rows.iter().map(|row| row.iter().map(|text| (*text).to_owned()).collect()).collect();
    write(&[Table { kind, file: PathBuf::new(), rows }], false).expect("a workbook")
}

/// The same workbook with other words in its parts.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("a text");
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(text.replace(from, to).as_bytes()).expect("a part");
    }
    out.finish().expect("a package").into_inner()
}

#[test]
fn what_comes_back_unchanged_changes_nothing() {
    let mut count = 0;
    for folder in session::FOLDERS {
        for path in session::letters(folder) {
            let source = session::source(&path);
            let Ok(all) = tables(&source) else { continue };
            let xlsx = write(&all, false).expect("a workbook");
            assert_eq!(write(&all, false).expect("a workbook"), xlsx, "the same bytes");
            let mut files = vec![("plan.xlsx", xlsx)];
            for table in &all {
                files.push(("plan.csv", write(std::slice::from_ref(table), true).expect("a text")));
            }
            for (name, bytes) in files {
                let back = import(&source, Path::new(name), &bytes)
                    .unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()));
                assert_eq!(
                    (back.source.text(), back.changed),
                    (source.text(), 0),
                    "{} {name}",
                    path.display()
                );
                count += 1;
            }
        }
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn a_changed_cell_changes_its_row_alone() {
    let office = office();
    office.run(&["sheet", "letters/1.yaml", "--export", "plan.csv"]).code(0).quiet().says("Time plan");
    let csv = fs::read_to_string(office.path("plan.csv")).expect("a table");
    assert!(csv.contains("Tue 2021-04-20,<,") && csv.contains("\"Joint [1, 2] {grey}\",<,<,"), "{csv}");
    assert!(csv.contains("\r\nWP2/17,,,X [1] [],<"), "{csv}");
    let office = office.file("plan.csv", csv.replace("WP2/17,,,X [1] [],<", "WP2/17,,,Plenary,"));
    let dry = office.run(&["sheet", "letters/1.yaml", "--import", "plan.csv", "--dry-run"]).code(0);
    dry.says("1 row would change");
    assert_eq!(read(&office), letter(1) + PLAN);
    office.run(&["sheet", "letters/1.yaml", "--import", "plan.csv"]).code(0).quiet().says("1 row changed");
    let after = read(&office);
    for kept in ["# Rows of the chair.", "shade: grey}}   # stays\n", "title: \"**Security**\"}   # first"] {
        assert!(after.contains(kept), "{kept} in {after}");
    }
    assert!(after.contains("21 AM: Plenary") && !after.contains("2021-04-21"), "{after}");
    office.run(&["check"]).code(0);
    // Semicolons, as Excel writes them in many countries.
    let table = fs::read_to_string(office.path("plan.csv")).expect("a table");
    let office = office.file("other.csv", table.replace(',', ";").replace("[1; 2]", "[1, 2]"));
    let run = office.run(&["sheet", "letters/1.yaml", "--import", "other.csv", "--dry-run"]).code(0);
    run.says("0 rows would change");
    // What is there is never replaced.
    office.run(&["sheet", "letters/1.yaml", "--export", "other.csv"]).code(2).warns("error[file-exists]");
}

#[test]
fn questions_come_from_a_workbook() {
    let office = office();
    office.run(&["sheet", "letters/1.yaml", "--export", "all.xlsx"]).code(0).says("Time plan, Questions");
    office.run(&["sheet", "letters/1.yaml", "--import", "all.xlsx"]).code(0).says("no changes");
    let rows: [&[&str]; 4] = [
        &["Number", "Title", "Working party"],
        &["1/17", "**Security**", ""],
        &["", "", ""],
        &["2", "New", "1"],
    ];
    let office = office.file("q.xlsx", workbook(Kind::Questions, &rows));
    office.run(&["sheet", "letters/1.yaml", "--import", "q.xlsx"]).code(0).says("1 row changed");
    let after = read(&office);
    assert!(after.contains("   # first\n") && !after.contains("JCA-IdM"), "{after}");
    assert!(after.contains("title: New") && after.contains("working-party:"), "{after}");
    office.run(&["check"]).code(0);
}

#[test]
fn every_cell_that_cannot_be_read_is_named() {
    let office = office();
    let rows: [&[&str]; 7] = [
        &["Day", "Tue 2021-04-20", "", "Sat 2021-04-24", "tomorrow", "Mon 2021-05-31"],
        &["Session", "AM", "EM", "", "AM", "AM"],
        &["WP1", "X", "X", "X"],
        &["", "X"],
        &["# Heading", "X"],
        &["WP2", "<"],
        &["WP3", "X", "", "", "", "", "X"],
    ];
    let office = office.file("plan.xlsx", workbook(Kind::TimePlan, &rows));
    let mut run = office.run(&["sheet", "letters/1.yaml", "--import", "plan.xlsx"]).code(2);
    for (cell, why) in [
        ("C2", "is not a session"),
        ("D3", "is on a weekend"),
        ("E1", "is not a day"),
        ("F1", "is not a day of the time plan"),
        ("A4", "has no name"),
        ("B5", "is next to a heading"),
        ("B6", "continues no cell"),
        ("G7", "is below no session"),
    ] {
        run = run.warns(&format!("plan.xlsx, sheet `Time plan`, cell {cell}: {why}"));
    }
    assert_eq!(read(&office), letter(1) + PLAN);
}

#[test]
fn workbooks_of_another_program_are_read() {
    let office = office()
        .file("plan.xlsx", include_bytes!("data/sheets/plan.xlsx"))
        .file("dates.xlsx", include_bytes!("data/sheets/dates.xlsx"));
    // What Excel has made of texts.
    let run = office.run(&["sheet", "letters/1.yaml", "--import", "dates.xlsx"]).code(2);
    let run = run.warns("sheet `Questions`, cell A2: is a date, not a text");
    run.warns("cell B3: has an error of Excel").warns("cell A4: is a truth value, not a text");
    office.run(&["sheet", "letters/1.yaml", "--import", "plan.xlsx"]).code(0).says("rows changed");
    let after = read(&office);
    for words in
        ["20: X", "22 AM:", "text: Joint", "shade: grey", "WP2/17:", "21 AM: 7", "title: Security & trust"]
    {
        assert!(after.contains(words), "{words} in {after}");
    }
    office.run(&["check"]).code(0);
    // A sheet that is broken, and one that would be endless.
    let own = workbook(Kind::Questions, &[&["Number", "Title"], &["1", "Security"]]);
    for (from, to) in [
        ("</sheetData>", ""),
        ("r=\"B2\"", "r=\"2\""),
        ("Target=\"worksheets/sheet1.xml\"", "Target=\"worksheets/sheet7.xml\""),
    ] {
        let office = self::office().file("q.xlsx", replaced(&own, from, to));
        office
            .run(&["sheet", "letters/1.yaml", "--import", "q.xlsx"])
            .code(2)
            .warns("is damaged or too large");
    }
    let far = replaced(&own, "r=\"B2\"", "r=\"XFD1048576\"");
    let office = self::office().file("q.xlsx", far);
    office
        .run(&["sheet", "letters/1.yaml", "--import", "q.xlsx"])
        .code(2)
        .warns("XFD1048576: is outside of the table");
}

/// A workbook as chairs keep them: other sheets, days as dates of Excel, merged and hidden cells, formulas.
fn of_a_chair(result: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Contacts").expect("a name").write_boolean(0, 0, true).expect("a cell");
    let sheet = book.add_worksheet().set_name("time plan").expect("a name");
    let day = Format::new().set_num_format("ddd d mmm yyyy");
    let date = ExcelDateTime::from_ymd(2021, 4, 20).expect("a day");
    sheet.merge_range(0, 1, 0, 2, "", &day).expect("cells");
    sheet.write_datetime_with_format(0, 1, &date, &day).expect("a day");
    sheet.write(0, 0, "Day").expect("a cell").write(1, 0, "Session").expect("a cell");
    sheet.write(1, 1, "AM").expect("a cell").write(1, 2, "PM").expect("a cell");
    sheet.write(2, 0, "WP1").expect("a cell").merge_range(2, 1, 2, 2, "X", &Format::new()).expect("cells");
    sheet.write(3, 0, "Room").expect("a cell").write(3, 1, 7).expect("a cell");
    sheet.set_row_hidden(3).expect("a row");
    let formula = Formula::new("=B3").set_result(result);
    sheet.write(4, 0, "WP2").expect("a cell").write_formula(4, 2, formula).expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn sheets_of_chairs_are_read() {
    let office = office().file("plan.xlsx", of_a_chair("Joint"));
    office.run(&["sheet", "letters/1.yaml", "--import", "plan.xlsx"]).code(0).says("rows changed");
    let after = read(&office);
    for words in ["20: X\n", "20 AM: 7\n", "20 PM: Joint\n", "notes: {1: One, 2: Two}"] {
        assert!(after.contains(words), "{words} in {after}");
    }
    // The result of a formula that no program has worked out is not known.
    let bare = replaced(&of_a_chair("Joint"), "<v>Joint</v>", "");
    let office = self::office().file("plan.xlsx", bare);
    let run = office.run(&["sheet", "letters/1.yaml", "--import", "plan.xlsx"]).code(2);
    run.warns("cell C5: has a formula, and the file does not have its result");
}

#[test]
fn notes_go_out_and_come_back() {
    let office = office();
    office.run(&["sheet", "letters/1.yaml", "--export", "plan.csv"]).code(0);
    let csv = fs::read_to_string(office.path("plan.csv")).expect("a table");
    assert!(csv.contains("\r\n[1],One,<"), "{csv}");
    let other = csv.replace("[2],Two", "[2],\"In room A, from noon\"") + "[3],Three\r\n";
    let office = office.file("plan.csv", other);
    office.run(&["sheet", "letters/1.yaml", "--import", "plan.csv"]).code(0).says("2 rows changed");
    let after = read(&office);
    assert!(after.contains("1: One") && after.contains("In room A, from noon"), "{after}");
    assert!(after.contains("3: Three") && after.contains("shade: grey}}   # stays\n"), "{after}");
    // A sheet without notes leaves them; a note in pieces is none.
    let rows: Vec<&str> = csv.lines().filter(|line| !line.starts_with("[")).collect();
    let office = self::office().file("plan.csv", rows.join("\n"));
    office.run(&["sheet", "letters/1.yaml", "--import", "plan.csv"]).code(0).says("no changes");
    let office = office.file("plan.csv", csv.replace("[1],One,<", "[1],One,two") + "[2],Two\n[],x\n");
    let run = office.run(&["sheet", "letters/1.yaml", "--import", "plan.csv"]).code(2);
    run.warns("is next to a note").warns("is the key of a note above").warns("has no note");
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    out.write_all(&vec![b' '; 9 << 20]).expect("a part");
    let bomb = out.finish().expect("a package").into_inner();
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let office = office().file("plan.xlsx", bomb);
    let run = office.run(&["sheet", "letters/1.yaml", "--import", "plan.xlsx"]).code(2);
    run.warns("is damaged or too large");
}

#[test]
fn what_is_no_spreadsheet_is_refused() {
    let office = office()
        .file("notes.xlsx", "notes")
        .file("notes.csv", "a,b\n")
        .file("latin.csv", b"Day;\xe9\n")
        .file("other.xlsx", replaced(&workbook(Kind::TimePlan, &[&["Day"]]), "Time plan", "Sheet1"))
        .file("notes.txt", "notes");
    let import = |file: &str| office.run(&["sheet", "letters/1.yaml", "--import", file]).code(2);
    import("notes.xlsx").warns("is not an Excel workbook");
    import("notes.csv").warns("is neither a time plan nor a list of Questions");
    import("latin.csv").warns("is not in UTF-8");
    import("other.xlsx").warns("has neither a sheet `Time plan`");
    import("notes.txt").warns("is neither an Excel workbook");
    import("none.xlsx").warns("does not exist");
    office.run(&["sheet", "letters/1.yaml"]).code(2);
    office
        .run(&["sheet", "letters/1.yaml", "--export", "plan.ods"])
        .code(2)
        .warns("is not a name for a spreadsheet");
    let office = office
        .file("letters/2.yaml", letter(2))
        .file("letters/3.yaml", letter(3) + PLAN + "status: issued\n");
    office.run(&["sheet", "letters/2.yaml", "--export", "2.xlsx"]).code(2).warns("neither a time plan nor");
    office.run(&["sheet", "letters/3.yaml", "--export", "3.xlsx"]).code(0);
    let run = office.run(&["sheet", "letters/3.yaml", "--import", "3.xlsx"]).code(2);
    run.warns("the letter was issued").warns("letters new --revision-of");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Any table of Questions that is taken in is what is given out again.
    #[test]
    fn tables_and_letters_say_the_same(
        rows in prop::collection::vec(("[1-9]{1,2}", "[A-Za-z#<=*:{\\\\][A-Za-z ,:'\"-]{0,20}[a-z]", "[1-3]?"), 1..6),
        is_csv in any::<bool>(),
    ) {
        let source = Source::new("letters/1.yaml", letter(1) + PLAN);
        let all = tables(&source).expect("tables");
        let mut table: Table = all.into_iter().find(|table| table.kind == Kind::Questions).expect("Questions");
        table.rows.truncate(1);
        for (number, title, party) in rows {
            // What begins with a sign is written with a backslash, as the program does.
            let title = if title.starts_with(['#', '<', '=', '\\']) { format!("\\{title}") } else { title };
            table.rows.push(vec![number, String::new(), title, party, String::new()]);
        }
        let wanted = vec![table];
        let bytes = write(&wanted, is_csv).expect("a file");
        let file = if is_csv { "q.csv" } else { "q.xlsx" };
        let imported = import(&source, Path::new(file), &bytes);
        let imported = imported.map_err(|problems: Diagnostics| TestCaseError::fail(format!("{problems:#?}")))?;
        let again = tables(&imported.source).expect("tables");
        let again = again.into_iter().find(|table| table.kind == Kind::Questions).expect("Questions");
        let full = |rows: &[Vec<String>]| -> Vec<Vec<String>> { rows.to_vec() };
        prop_assert_eq!(full(&again.rows), full(&wanted[0].rows));
    }
}
