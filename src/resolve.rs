//! From what the letter says to what holds: group, period, signatory, names, annex letters,
//! deadline rows. Every fact is computed once, here.

use crate::address;
use crate::deadline::{self, Row};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::directory::{Directory, Group, Signatory};
use crate::letter::{AgendaItem, Annex, AnnexKind, BodyBlock, Chair, Contacts, Letter, Signature};
use crate::period;
use crate::presets::{Preset, Presets};
use crate::questions::{self, Numbered};
use crate::source::Located;
use crate::time_plan::Plan;

/// A letter with everything that follows from it.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// What its file says.
    pub letter: &'a Letter,
    /// The group that meets.
    pub group: &'a Group,
    /// Defaults of the kind of meeting.
    pub preset: &'a Preset,
    /// The study period (`T17`).
    pub period: &'static str,
    /// Who signs.
    pub signatory: &'a Signatory,
    /// How.
    pub signature: Signature,
    /// Who chairs.
    pub chair: Option<&'a Chair>,
    /// How to reach the secretariat: the letter's contacts over the group's.
    pub contacts: Contacts,
    /// The meeting's web page, where the QR code leads.
    pub web_page: Option<Located<String>>,
    /// The document's name in the archive, from which file names are made (`T17-SG17-COL-0011`).
    pub name: String,
    /// The rows of the deadlines table.
    pub deadlines: Vec<Row>,
    /// The annexes with their letters.
    pub annexes: Vec<LetteredAnnex<'a>>,
    /// The time plan among them.
    pub time_plan: Option<Plan<'a>>,
    /// The Questions of the list among them.
    pub questions: Vec<Numbered<'a>>,
}

/// An annex and its letter.
#[derive(Clone, Debug)]
pub struct LetteredAnnex<'a> {
    /// `A`, `B` …
    pub letter: String,
    /// What it is.
    pub kind: AnnexKind,
    /// The name that pointers use.
    pub name: String,
    /// What the letter says of it; `None` for one that the preset adds.
    pub said: Option<&'a Annex>,
}

impl LetteredAnnex<'_> {
    /// The bookmark (`annex-a`).
    pub fn id(&self) -> String {
        format!("annex-{}", self.letter.to_lowercase())
    }
}

impl<'a> Resolved<'a> {
    /// Resolves a letter. Every problem is reported; `None` if one was an error.
    pub fn new(
        letter: &'a Letter,
        directory: &'a Directory,
        presets: &'a Presets,
        problems: &mut Diagnostics,
    ) -> Option<Self> {
        let group = directory.group(&letter.group, problems);
        let signatory = directory.signatory(letter.signatory.as_ref(), &letter.date, problems);
        let period = period(letter, problems);
        number(letter, problems);
        deadline::check(letter, problems);
        let annexes = annexes(letter, presets, problems);
        let time_plan = Plan::of(letter, problems);
        let questions = group.map(|group| questions::of(letter, &group.designation, problems));
        let preset = presets.of(letter.meeting.kind());
        let name = file_name(letter, period, problems);
        let (group, signatory, period, preset) = (group?, signatory?, period?, preset?);
        let signature = signature(letter, signatory, problems)?;
        let contacts = contacts(letter, group);
        // An empty address is none: without a web page there is no QR code.
        let web_page = letter.web_page.clone().or_else(|| contacts.web.clone());
        let web_page = web_page.filter(|address| !address.trim().is_empty());
        for web in [&contacts.web, &letter.web_page].into_iter().flatten().filter(|a| !a.trim().is_empty()) {
            address::check_web(web, problems);
        }
        if let Some(e_mail) = &contacts.e_mail {
            address::check_e_mail(e_mail, problems);
        }
        Some(Self {
            letter,
            group,
            preset,
            period,
            signatory,
            signature,
            chair: letter.chair.as_ref().or(group.chair.as_ref()),
            web_page,
            contacts,
            name: name?,
            deadlines: deadline::rows(letter),
            annexes: annexes?,
            time_plan,
            questions: questions.unwrap_or_default(),
        })
    }

    /// The body's blocks: the letter's, or the preset's by name.
    pub fn body(&self) -> Vec<BodyBlock> {
        self.letter
            .body
            .clone()
            .unwrap_or_else(|| self.preset.body.iter().cloned().map(BodyBlock::Named).collect())
    }

    /// The agenda's items: the annex's, or the preset's.
    pub fn agenda(&self, annex: &LetteredAnnex<'a>) -> &[AgendaItem] {
        match annex.said {
            Some(Annex::Agenda(agenda, _)) => agenda.items.as_deref().unwrap_or(&self.preset.agenda),
            _ => &self.preset.agenda,
        }
    }
}

fn period(letter: &Letter, problems: &mut Diagnostics) -> Option<&'static str> {
    match &letter.period {
        Some(name) => period::named(name, problems),
        None => {
            let found = period::of(letter.date.value);
            if found.is_none() {
                problems.push(
                    Diagnostic::error(
                        "unknown-period",
                        format!("{} lies in no study period that is known", letter.date.value),
                    )
                    .at(&letter.date.span, "expected a date from 2005 on")
                    .hint("add a line such as `period: T17`"),
                );
            }
            found
        }
    }
}

/// `T17-SG17-COL-0011`: period, group, series and number of four digits.
fn file_name(letter: &Letter, period: Option<&str>, problems: &mut Diagnostics) -> Option<String> {
    let Some(name) = &letter.file_name else {
        return Some(format!("{}-{}-COL-{:04}", period?, letter.group.value, letter.number.value));
    };
    if !is_file_name(name) {
        problems.push(
            Diagnostic::error("file-name", format!("`{}` cannot be the name of a file", shortened(name)))
                .at(&name.span, "expected letters, digits, - and _, without an ending")
                .hint(format!("at most {LONGEST_NAME} of them, the first a letter or a digit")),
        );
        return None;
    }
    Some(name.value.clone())
}

/// The longest name of a letter's files; `!!MSW-E.docx` and the folder come on top.
const LONGEST_NAME: usize = 100;

/// Whether a word can begin the names of files on every system: no dot, so that it cannot be one of
/// the reserved names of Windows (`con.x`).
pub fn is_file_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// The beginning of a long text, for messages.
fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() { head + "…" } else { head }
}

/// Numbers have at most four digits in the names of files.
fn number(letter: &Letter, problems: &mut Diagnostics) {
    let number = &letter.number;
    if !(1..=9999).contains(&number.value) {
        problems.push(
            Diagnostic::error("letter-number", format!("there is no letter number {}", number.value))
                .at(&number.span, "expected a number from 1 to 9999"),
        );
    }
}

fn signature(letter: &Letter, signatory: &Signatory, problems: &mut Diagnostics) -> Option<Signature> {
    match (&letter.signature, &signatory.signature) {
        (Some(said), None) if said.value == Signature::Image => {
            problems.push(
                Diagnostic::error(
                    "signature",
                    format!("the directory has no image of the signature of {}", signatory.name),
                )
                .at(&said.span, "expected `signed` or `blank`")
                .hint("or add `signature:` with the name of a picture to the directory of signatories"),
            );
            None
        }
        (Some(said), _) => Some(said.value),
        (None, Some(_)) => Some(Signature::Image),
        (None, None) => Some(Signature::Signed),
    }
}

/// The letter's contacts, each where it says nothing the group's. An empty text leaves a row out.
fn contacts(letter: &Letter, group: &Group) -> Contacts {
    let mut contacts = group.contacts.clone();
    if let Some(own) = &letter.contacts {
        fn replace<T: Clone>(to: &mut Option<T>, from: &Option<T>) {
            if from.is_some() {
                to.clone_from(from);
            }
        }
        replace(&mut contacts.contact, &own.contact);
        replace(&mut contacts.tel, &own.tel);
        replace(&mut contacts.fax, &own.fax);
        replace(&mut contacts.e_mail, &own.e_mail);
        replace(&mut contacts.web, &own.web);
    }
    for row in [&mut contacts.contact, &mut contacts.tel, &mut contacts.fax] {
        row.take_if(|text| text.trim().is_empty());
    }
    for row in [&mut contacts.e_mail, &mut contacts.web] {
        row.take_if(|text| text.trim().is_empty());
    }
    contacts
}

fn annexes<'a>(
    letter: &'a Letter,
    presets: &Presets,
    problems: &mut Diagnostics,
) -> Option<Vec<LetteredAnnex<'a>>> {
    let lettered = |at: usize, kind: AnnexKind, name: String, said| {
        let letter = u8::try_from(at).ok().filter(|a| *a < 26).map(|a| char::from(b'A' + a))?;
        Some(LetteredAnnex { letter: letter.to_string(), kind, name, said })
    };
    let Some(said) = &letter.annexes else {
        let kinds = &presets.of(letter.meeting.kind())?.annexes;
        return kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| lettered(at, *kind, kind.word().to_owned(), None))
            .collect();
    };
    let mut names: Vec<(&str, &Annex)> = Vec::new();
    for annex in said {
        if let Some((_, first)) = names.iter().find(|(name, _)| *name == annex.name()) {
            problems.push(
                Diagnostic::error("duplicate-annex", format!("two annexes are called `{}`", annex.name()))
                    .at(&annex.span().whole_line(), "the second")
                    .note(&first.span().whole_line(), "the first"),
            );
        }
        names.push((annex.name(), annex));
        if let Annex::Text(free, _) = annex
            && !free.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            problems.push(
                Diagnostic::error(
                    "annex-name",
                    format!("`{}` cannot be the name of an annex", free.name.value),
                )
                .at(&free.name.span, "expected lower-case letters, digits and hyphens"),
            );
        }
    }
    let all = said
        .iter()
        .enumerate()
        .map(|(at, annex)| lettered(at, annex.kind(), annex.name().replace('-', "_"), Some(annex)))
        .collect::<Option<Vec<_>>>();
    if all.is_none()
        && let Some(last) = said.last()
    {
        problems.push(
            Diagnostic::error("annexes", "a letter can have at most 26 annexes")
                .at(last.span(), "one too many"),
        );
    }
    all
}
