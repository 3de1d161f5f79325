//! Web pages that tools write beside letters: one head, one way to escape, and how such a page is known again.

use crate::base::text::visible;
use quick_xml::escape::escape;
use tera::{Tera, TeraResult};

/// The templates of a page: its own, with `head.html`, which puts `title` and `page.css` into the page.
///
/// # Errors
/// A defect of a template.
pub fn templates<'a>(own: impl IntoIterator<Item = (&'a str, &'a str)>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| out.write_all(escape(visible(text).as_ref()).as_bytes()));
    tera.add_raw_templates(own.into_iter().chain([("head.html", include_str!("head.html"))]))?;
    Ok(tera)
}

/// Whether a file is a page with this title.
pub fn is_page(bytes: &[u8], title: &str) -> bool {
    let title = format!("<title>{title}</title>");
    let head = bytes.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(b"<style"));
    bytes.starts_with(b"<!DOCTYPE html>")
        && head.into_iter().any(|line| line.trim_ascii() == title.as_bytes())
}
