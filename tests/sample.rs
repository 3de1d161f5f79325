//! The sample document compiles and uses only styles of the house theme.
mod common;

#[test]
fn the_sample_has_four_sections() {
    assert_eq!(common::sample::document().sections.len(), 4);
}
