//! What libraries and the operating system say, in plain words. Their own words are for programmers.
//!
//! A table is a text file. Each entry has three lines: what is looked for in the library's words, with ` | ` between several
//! and `*` for anything else; what is wrong; what to do. `{0}` and `{1}` are the names that the library quotes.

/// What is wrong and what to do, by the first entry of the table with words of `said`.
pub fn plain_words(table: &str, said: &str, names: &[&str]) -> (String, String) {
    let is_it = |words: &str| words.split(" | ").any(|words| words == "*" || said.contains(words));
    let mut entries = table.split("\n\n").filter_map(|entry| entry.trim().split_once('\n'));
    let found = entries.find(|(words, _)| is_it(words)).map_or("", |(_, found)| found).to_owned();
    let named = |text: String, (at, name): (usize, &&str)| text.replace(&format!("{{{at}}}"), name);
    let found = names.iter().enumerate().fold(found, named);
    found.split_once('\n').map(|(what, help)| (what.to_owned(), help.to_owned())).unwrap_or_default()
}
