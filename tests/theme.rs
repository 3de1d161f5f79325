//! The house theme reads without a problem.

use collective_letters::base::{Diagnostics, Source};
use collective_letters::document::theme::Theme;

#[test]
fn the_house_theme_is_sound() {
    let source = Source::new("theme.yaml", include_str!("../templates/theme.yaml"));
    let mut problems = Diagnostics::new();
    let theme = Theme::load(&source, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    let theme = theme.expect("a theme");
    assert_eq!(theme.style("AgendaLevel3").indent, 76.5);
    assert!(theme.style("Bureau").bold, "inherited from Organization");
}
