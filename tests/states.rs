//! The two states of files with tracked changes, against what Word's SDK makes of them: `cargo xtask review --states` downloads
//! the files, which are not of this repository.

use crate::common::session::root;
use collective_letters::tools::word::{self, State};
use std::path::Path;

/// The passages of a state that have words; `None` where there is no such file.
fn words(path: &Path, state: State) -> Option<Vec<String>> {
    let bytes = std::fs::read(path).ok()?;
    let file = word::read(&bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let texts = file.state(state).into_iter().map(|plain| plain.text().trim().to_owned());
    Some(texts.filter(|text| !text.is_empty()).collect())
}

#[test]
#[ignore = "needs files that `cargo xtask review --states` downloads"]
fn accepted_and_rejected_are_what_the_sdk_makes_of_them() {
    let folder = root().join("target/review-states");
    let list = std::fs::read_to_string(root().join("xtask/review/states.txt")).expect("the list");
    let names = list.lines().filter_map(|line| line.split_once("  ")?.1.strip_suffix(".docx"));
    let (mut compared, mut cut, mut other) = (0, 0, Vec::new());
    for name in names.filter(|name| !name.ends_with("-Accepted") && !name.ends_with("-Rejected")) {
        for (ending, state) in [("Accepted", State::After), ("Rejected", State::Before)] {
            let expected = folder.join(format!("{name}-{ending}.docx"));
            let Some(expected) = words(&expected, State::After) else { continue };
            let own = words(&folder.join(format!("{name}.docx")), state).expect("the file itself");
            compared += 1;
            let bare = |list: &[String]| list.concat().split_whitespace().collect::<String>();
            if bare(&own) == bare(&expected) {
                cut += usize::from(own != expected);
            } else {
                other.push(format!("{name}, {ending}"));
            }
        }
    }
    println!("{compared} states compared, {cut} with the same words in other paragraphs");
    // The SDK joins no paragraphs around a mark that one put in and another struck.
    assert!(cut <= 1, "{cut} are cut into other paragraphs");
    assert!(compared > 100, "only {compared} files are there");
    assert!(other.is_empty(), "{} of {compared}: {}", other.len(), other.join("; "));
}
