//! Golden letters: every letter in `letters/` and `tests/letters/` yields the Document that was
//! last looked at and accepted (`INSTA_UPDATE=always cargo test --test golden` accepts anew).
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot set up its input has failed")]

mod common;

use common::{outline, studio};

#[test]
fn every_letter_yields_its_document() {
    let mut count = 0;
    for folder in studio::FOLDERS {
        let studio = studio::studio(folder);
        for path in studio::letters(folder) {
            let (document, made) = studio::document(&studio, &path);
            let findings: String = made
                .problems
                .iter()
                .map(|d| format!("{} {} {:?}: {}\n", d.severity.as_str(), d.code, d.span, d.message))
                .collect();
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stem, format!("{findings}\n{}", outline::outline(&document)));
            });
            count += 1;
        }
    }
    assert!(count >= 5, "only {count} letters were found");
}
