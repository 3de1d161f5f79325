//! Why a file cannot be read as a Word file, in plain words.

use std::fmt;

/// Why a file cannot be read. `to_string()` follows the name of the file: `is a PDF, not a Word file`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is in it.
    Empty,
    /// Word's own format before 2007.
    OldWord,
    /// A Word file that opens with a password only.
    Protected,
    /// Another file that has a name in plain words: `a PDF`.
    Other(&'static str),
    /// Plain text in UTF-8.
    Text,
    /// Nobody knows what it is.
    Unknown,
    /// A package that has no text of Word in it.
    NoWord,
    /// This part unpacks to more than any letter has.
    TooLarge(String),
    /// Its elements stand in each other deeper than in any document.
    TooDeep,
    /// This part cannot be unpacked or is not text.
    DamagedPart(String),
    /// Its XML is broken.
    BrokenXml,
}

impl Unreadable {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::OldWord | Self::Other(_) | Self::Text => {
                "open it in Word (or LibreOffice) and save it as a Word document (.docx)"
            }
            Self::Protected => {
                "open it in Word, remove the password (File, Info, Protect Document) and save it"
            }
            Self::Empty | Self::Unknown | Self::NoWord => "give a Word document (.docx)",
            Self::TooLarge(_) | Self::TooDeep => {
                "check that it is the right file; if it is, copy its text to a new Word document"
            }
            Self::DamagedPart(_) | Self::BrokenXml => {
                "open it in Word, let Word repair it, and save it as a Word document (.docx)"
            }
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "is empty"),
            Self::OldWord => write!(f, "is a Word file of the old format (.doc)"),
            Self::Protected => write!(f, "is protected by a password"),
            Self::Other(what) => write!(f, "is {what}, not a Word file"),
            Self::Text => write!(f, "is plain text, not a Word file"),
            Self::Unknown | Self::NoWord => write!(f, "is not a Word file"),
            Self::TooLarge(part) => write!(f, "is too large for a letter: its part {part}"),
            Self::TooDeep => write!(f, "is damaged: its elements are nested too deep"),
            Self::DamagedPart(part) => write!(f, "is damaged: its part {part} cannot be read"),
            Self::BrokenXml => write!(f, "is damaged: it contains broken XML"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// How OLE files begin: Office before 2007, and every file of Office with a password.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// How ZIP files begin.
const ZIP: &[u8] = b"PK\x03\x04";

/// What a file is that is no package, by its first bytes and names inside.
pub(super) fn kind(bytes: &[u8]) -> Unreadable {
    let contains = |name: &str, wide: bool| {
        let wanted: Vec<u8> =
            if wide { name.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { name.into() };
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let starts =
        |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    match bytes {
        [] => Unreadable::Empty,
        _ if bytes.starts_with(OLE) && contains("EncryptedPackage", true) => Unreadable::Protected,
        _ if bytes.starts_with(OLE) && contains("WordDocument", true) => Unreadable::OldWord,
        _ if bytes.starts_with(OLE) => Unreadable::Other("an old Office file"),
        _ if bytes.starts_with(ZIP) => {
            let head = &bytes[..bytes.len().min(200)];
            let open = b"mimetypeapplication/vnd.oasis.opendocument";
            if head.windows(open.len()).any(|window| window == open) {
                Unreadable::Other("an OpenDocument file (such as .odt)")
            } else if contains("xl/workbook", false) {
                Unreadable::Other("an Excel file")
            } else if contains("ppt/presentation", false) {
                Unreadable::Other("a PowerPoint file")
            } else {
                Unreadable::NoWord
            }
        }
        _ if starts("{\\rtf") => Unreadable::Other("an RTF file"),
        _ if starts("%PDF") => Unreadable::Other("a PDF"),
        _ if starts("<!doctype html") || starts("<html") => Unreadable::Other("a web page"),
        _ if starts("<?xml") && contains("wordprocessingml", false) => {
            Unreadable::Other("Word's XML in one file (.xml)")
        }
        _ if starts("<?xml") => Unreadable::Other("an XML file"),
        _ if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => Unreadable::Text,
        _ => Unreadable::Unknown,
    }
}
