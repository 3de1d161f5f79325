//! The message as a file that mail programs open (RFC 5322): its text in all languages of the letter, as plain text and as
//! HTML, and the letter attached. It has no sender and no addressees yet: they are typed when it is sent.

use super::{Issued, text};
use crate::base::{Diagnostic, Format, sha256};
use crate::project::session::Session;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

/// What separates the languages in plain text.
const BETWEEN: &str = "\n----------\n\n";

/// The bytes of the message; the first letter gives its subject and date.
pub(super) fn message(
    session: &Session,
    letters: &[Issued],
    attached: &[Format],
) -> Result<Vec<u8>, Diagnostic> {
    let Some(first) = letters.first() else { return Ok(Vec::new()) };
    let plain: Vec<String> = letters.iter().map(|letter| text::text(&letter.message)).collect();
    let plain = plain.join(BETWEEN);
    let mut pages = Vec::new();
    for letter in letters {
        pages.push(session.fragment(&letter.message)?);
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{}</body>\n</html>\n",
        first.language.tag(),
        quick_xml::escape::escape(&first.title),
        pages.join("<hr>\n"),
    );
    let files: Vec<(String, Vec<u8>)> =
        letters.iter().flat_map(|letter| attached.iter().filter_map(|f| letter.published.file(*f))).collect();
    // The library would make boundaries from the clock.
    let mut seed = [plain.as_bytes(), html.as_bytes()].concat();
    files.iter().for_each(|(name, bytes)| seed.extend([name.as_bytes(), bytes].concat()));
    let seed = sha256(&seed);
    let multipart = |kind: &'static str, number: u8, parts: Vec<MimePart<'static>>| {
        let boundary = format!("{number}_{}", &seed[..32]);
        MimePart::new(ContentType::new(kind).attribute("boundary", boundary), BodyPart::Multipart(parts))
    };
    let texts = vec![MimePart::new("text/plain", plain), MimePart::new("text/html", html)];
    let mut parts = vec![multipart("multipart/alternative", 2, texts)];
    parts.extend(
        files.into_iter().map(|(name, bytes)| MimePart::new(media_type(&name), bytes).attachment(name)),
    );
    let midnight = first.message.properties.date.and_time(chrono::NaiveTime::MIN).and_utc();
    let mut out = Vec::new();
    MessageBuilder::new()
        .subject(first.title.clone())
        .date(Date::new(midnight.timestamp()))
        .message_id(format!("{}@collective-letters", first.name.replace('!', ".")))
        // Outlook opens a message with this line as one that is still to be sent.
        .header("X-Unsent", Raw::new("1"))
        .body(multipart("multipart/mixed", 1, parts))
        .serialize(&mut out);
    Ok(out)
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("html") => "text/html",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
}
