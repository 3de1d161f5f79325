//! From what the letter says to what holds: group, period, signatory, names, annex letters,
//! deadline rows. Every fact is computed once, here.

pub mod deadlines;
pub mod questions;
pub(crate) mod rules;
pub(crate) mod time_plan;

use crate::base::format::{LONGEST_NAME, is_file_name};
use crate::base::{Diagnostics, Located, Reported, all};
use crate::model::directory::{Directory, Group, Signatory};
use crate::model::letter::rules::LETTER_NUMBER;
use crate::model::letter::{
    AgendaItem, Annex, AnnexKind, BodyBlock, Chair, Collocated, Contacts, Letter, Numbered, Part, Series,
    Signature,
};
use crate::model::presets::{Defaults, Presets};
use crate::model::resolve::deadlines::Row;
use crate::model::resolve::questions::NumberedQuestion;
use crate::model::resolve::rules::{ANNEX_NAME, ANNEXES, DUPLICATE_ANNEX, SIGNATURE};
use crate::model::resolve::time_plan::Plan;
use crate::model::rules::{FILE_NAME, UNKNOWN_PERIOD};
use crate::model::{address, period};

/// A letter with everything that follows from it.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// What its file says.
    pub letter: &'a Letter,
    /// The directory that its group and its signatory are in.
    pub directory: &'a Directory,
    /// The group that meets.
    pub group: &'a Group,
    /// The group that it belongs to, when it is a regional group.
    pub parent: Option<&'a Group>,
    /// Groups that meet jointly with it.
    pub joint_with: Vec<(&'a str, &'a Group)>,
    /// Groups of the directory that meet at the same time and place.
    pub collocated_with: Vec<(&'a str, &'a Group)>,
    /// Defaults of the kind of letter.
    pub defaults: Defaults<'a>,
    /// The study period (`T17`).
    pub period: &'static str,
    /// Who signs.
    pub signatory: &'a Signatory,
    /// How.
    pub signature: Signature,
    /// Who chairs.
    pub chair: Option<&'a Chair>,
    /// How to reach the secretariat: the letter's contacts over the group's. At least one.
    pub contacts: Vec<Contacts>,
    /// The meeting's web page, where the QR code leads.
    pub web_page: Option<Located<String>>,
    /// The document's name in the archive, from which file names are made: period, group, series,
    /// number, and behind `!` what part of that letter it is (`A1`).
    pub name: String,
    /// The rows of the deadlines table.
    pub deadlines: Vec<Row>,
    /// The annexes with their letters.
    pub annexes: Vec<LetteredAnnex<'a>>,
    /// The time plan among them.
    pub time_plan: Option<Plan<'a>>,
    /// The Questions of the list among them.
    pub questions: Vec<NumberedQuestion<'a>>,
}

/// An annex and its letter.
#[derive(Clone, Debug)]
pub struct LetteredAnnex<'a> {
    /// `A`, `B` …; `1`, `2` … for a form that is numbered apart.
    pub letter: String,
    /// Whether it is an annex or a form beside the annexes.
    pub numbered: Numbered,
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
        format!("{}-{}", self.numbered.word(), self.letter.to_lowercase())
    }

    /// The phrase that names it (`annex_number`, `form_pointer`).
    pub fn phrase(&self, what: &str) -> String {
        format!("{}_{what}", self.numbered.word())
    }
}

impl<'a> Resolved<'a> {
    /// Resolves a letter. Every problem is reported.
    ///
    /// # Errors
    /// There is one that leaves nothing to compose.
    pub fn new(
        letter: &'a Letter,
        directory: &'a Directory,
        presets: &'a Presets,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        let group = directory.group(&letter.group, problems);
        let signatory = directory.signatory(letter.signatory.as_ref(), &letter.date, problems);
        let period = period(letter, problems);
        number(letter, problems);
        let defaults = presets.of(letter);
        let annexes = annexes(letter, defaults.annexes, problems);
        let time_plan = Plan::of(letter, problems);
        let questions = group.as_ref().ok().map(|group| questions::of(letter, &group.designation, problems));
        let name = file_name(letter, period, problems);
        let meeting = letter.meeting.as_ref();
        let joint_with = meeting.iter().flat_map(|m| m.joint_with.iter().flatten());
        let joint_with = all(joint_with.map(|key| Ok((key.as_str(), directory.group(key, problems)?))));
        let beside = meeting.iter().flat_map(|m| m.collocated_with.iter().flatten());
        let beside = beside.filter_map(|beside| match beside {
            Collocated::Group(key) => Some(key),
            Collocated::Body(_) => None,
        });
        let of_other_body = "for a body that is not in the directory, write its name: `{name: …}`";
        let collocated_with = all(beside.map(|key| {
            let group = directory.find(key).map_err(|problem| problem.hint(of_other_body));
            Ok((key.as_str(), problems.report(group)?))
        }));
        let (group, signatory, period) = (group?, signatory?, period?);
        let parent = group.parent.as_ref().map(|key| directory.group(key, problems)).transpose();
        let signature = signature(letter, signatory, problems)?;
        let contacts = contacts(letter, group);
        // An empty address is none: without a web page there is no QR code.
        let web_page = letter.web_page.clone().or_else(|| contacts.first().and_then(|c| c.web.clone()));
        let web_page = web_page.filter(|address| !address.trim().is_empty());
        let events = letter.events.iter().flatten().filter_map(|event| event.web.as_ref());
        let pages = contacts.iter().filter_map(|c| c.web.as_ref()).chain(&letter.web_page).chain(events);
        pages.filter(|a| !a.trim().is_empty()).for_each(|web| address::check_web(web, problems));
        contacts.iter().filter_map(|c| c.e_mail.as_ref()).for_each(|a| address::check_e_mail(a, problems));
        check_hosts(letter, problems);
        Ok(Self {
            letter,
            directory,
            group,
            parent: parent?,
            joint_with: joint_with?,
            collocated_with: collocated_with?,
            defaults,
            period,
            signatory,
            signature,
            chair: letter.chair.as_ref().or(group.chair.as_ref()),
            web_page,
            contacts,
            name: name?,
            deadlines: deadlines::rows(letter, defaults.deadlines),
            annexes: annexes?,
            // One that is wrong was reported; the rest of the letter can still be looked at.
            time_plan: time_plan.ok().flatten(),
            questions: questions.unwrap_or_default(),
        })
    }

    /// The body's blocks: the letter's, or the preset's by name. A letter that replaces another
    /// begins with what has changed.
    pub fn body(&self) -> Vec<BodyBlock> {
        let usual = self.defaults.body.iter().cloned().map(BodyBlock::Named);
        match (&self.letter.body, &self.letter.changes) {
            (Some(own), _) => own.clone(),
            (None, Some(changes)) if self.letter.amendment().is_none() => {
                let block = Located::new("changes".to_owned(), changes.span.clone());
                std::iter::once(BodyBlock::Named(block)).chain(usual).collect()
            }
            (None, _) => usual.collect(),
        }
    }

    /// The agenda's items: the annex's, or the preset's.
    pub fn agenda(&self, annex: &LetteredAnnex<'a>) -> &[AgendaItem] {
        match annex.said {
            Some(Annex::Agenda(agenda, _)) => agenda.items.as_deref().unwrap_or(self.defaults.agenda),
            _ => self.defaults.agenda,
        }
    }

    /// The secretariat's first contacts.
    pub fn contact(&self) -> Contacts {
        self.contacts.first().cloned().unwrap_or_default()
    }
}

/// Addresses in what the host of a meeting tells, and where forms are to be sent.
fn check_hosts(letter: &Letter, problems: &mut Diagnostics) {
    for annex in letter.annexes.iter().flatten() {
        match annex {
            Annex::Host(host, _) => {
                for hotel in host.hotels.iter().flatten() {
                    hotel.web.iter().for_each(|web| address::check_web(web, problems));
                    hotel.e_mail.iter().for_each(|e_mail| address::check_e_mail(e_mail, problems));
                }
            }
            Annex::TimePlan(plan, _) => plan.web.iter().for_each(|web| address::check_web(web, problems)),
            Annex::Form(form, place) => {
                form.check(place, problems);
                form.return_to.iter().for_each(|e_mail| address::check_e_mail(e_mail, problems));
            }
            _ => {}
        }
    }
}

fn period(letter: &Letter, problems: &mut Diagnostics) -> Result<&'static str, Reported> {
    match &letter.period {
        Some(name) => period::named(name, problems),
        None => period::of(letter.date.value).ok_or_else(|| {
            UNKNOWN_PERIOD
                .finding(format!("{} is not in a known study period", letter.date.value))
                .at(&letter.date.span, "expected a date from 2005 on")
                .hint("add a line such as `period: T17`")
                .refuse(problems)
        }),
    }
}

/// What a letter is called in the archive: period, group, series and number of four digits, or its own name; behind `!` the
/// part.
pub fn archive_name(
    own: Option<&str>,
    period: &str,
    (series, group, number): (Series, &str, u32),
    part: Part,
) -> String {
    let part = part.code();
    let part = if part.is_empty() { part } else { format!("!{part}") };
    match (own, series) {
        (Some(name), _) => format!("{name}{part}"),
        (None, Series::CollectiveLetter) => format!("{period}-{group}-COL-{number:04}{part}"),
        (None, Series::Circular) => format!("{period}-TSB-CIR-{number:04}{part}"),
    }
}

/// Its name, which must be possible as that of a file.
fn file_name(
    letter: &Letter,
    period: Result<&str, Reported>,
    problems: &mut Diagnostics,
) -> Result<String, Reported> {
    let called = (letter.series(), letter.group.value.as_str(), letter.number.value);
    let Some(name) = &letter.file_name else {
        return Ok(archive_name(None, period?, called, letter.part()));
    };
    if !is_file_name(name) {
        return Err(FILE_NAME
            .finding(format!("`{}` is not possible as a file name", shortened(name)))
            .at(&name.span, "expected letters, digits, - and _, without an extension")
            .hint(format!("use at most {LONGEST_NAME} characters, and start with a letter or a digit"))
            .refuse(problems));
    }
    Ok(archive_name(Some(&name.value), "", called, letter.part()))
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
        LETTER_NUMBER
            .finding(format!("the letter number {} is not possible", number.value))
            .at(&number.span, "expected a number from 1 to 9999")
            .report(problems);
    }
}

fn signature(
    letter: &Letter,
    signatory: &Signatory,
    problems: &mut Diagnostics,
) -> Result<Signature, Reported> {
    let on_behalf = letter.on_behalf.as_ref();
    match (&letter.signature, &signatory.signature) {
        // Nobody signs with the hand of another.
        (Some(said), _) if said.value == Signature::Image && on_behalf.is_some() => Err(SIGNATURE
            .finding("there is no signature image for the person who signs on behalf of the signatory")
            .at(&said.span, "expected `signed` or `blank`")
            .refuse(problems)),
        (Some(said), None) if said.value == Signature::Image => Err(SIGNATURE
            .finding(format!("the directory has no signature image for {}", signatory.name))
            .at(&said.span, "expected `signed` or `blank`")
            .hint("to use an image, add `signature:` with its file name to the directory of signatories")
            .refuse(problems)),
        (Some(said), _) => Ok(said.value),
        (None, Some(_)) if on_behalf.is_none() => Ok(Signature::Image),
        (None, _) => Ok(Signature::Signed),
    }
}

/// The letter's contacts, each where it says nothing the group's. An empty text leaves a row out.
fn contacts(letter: &Letter, group: &Group) -> Vec<Contacts> {
    let group = &group.contacts.0;
    let own = letter.contacts.as_ref().map_or(&[][..], |list| &list.0);
    let first = match (own.first(), group.first()) {
        (Some(own), Some(group)) => own.over(group),
        (own, group) => own.or(group).cloned().unwrap_or_default(),
    };
    let more = if own.is_empty() { group } else { own };
    std::iter::once(first).chain(more.iter().skip(1).cloned()).map(Contacts::without_empty).collect()
}

/// Annexes get the letters A, B … in their order, forms beside them the numbers 1, 2 …
fn annexes<'a>(
    letter: &'a Letter,
    usual: &[AnnexKind],
    problems: &mut Diagnostics,
) -> Result<Vec<LetteredAnnex<'a>>, Reported> {
    let said: Vec<(AnnexKind, String, Option<&Annex>)> = match &letter.annexes {
        Some(own) => own.iter().map(|annex| (annex.kind(), annex.name().to_owned(), Some(annex))).collect(),
        None => usual.iter().map(|kind| (*kind, kind.word().to_owned(), None)).collect(),
    };
    check_names(letter.annexes.as_deref().unwrap_or_default(), problems);
    let (mut letters, mut numbers) = (b'A'..=b'Z', 1..);
    let mut lettered = Vec::new();
    for (kind, name, annex) in said {
        let numbered = match annex {
            Some(Annex::Form(form, _)) => form.numbered.unwrap_or(Numbered::Annex),
            _ => Numbered::Annex,
        };
        let mark = match numbered {
            Numbered::Annex => letters.next().map(|letter| char::from(letter).to_string()),
            Numbered::Form => numbers.next().map(|number: u32| number.to_string()),
        };
        let Some(mark) = mark else {
            let place = annex.map_or_else(|| letter.number.span.whole_line(), |annex| annex.span().clone());
            let problem = ANNEXES.finding("a letter can have at most 26 annexes");
            return Err(problems.refuse(problem.at(&place, "remove an annex, or join two of them")));
        };
        lettered.push(LetteredAnnex {
            letter: mark,
            numbered,
            kind,
            name: name.replace('-', "_"),
            said: annex,
        });
    }
    Ok(lettered)
}

/// Names of annexes are words, and no two are alike.
fn check_names(said: &[Annex], problems: &mut Diagnostics) {
    let mut names: Vec<(&str, &Annex)> = Vec::new();
    for annex in said {
        if let Some((_, first)) = names.iter().find(|(name, _)| *name == annex.name()) {
            let mut problem = DUPLICATE_ANNEX
                .finding(format!("two annexes are called `{}`", annex.name()))
                .at(&annex.span().whole_line(), "the second")
                .note(&first.span().whole_line(), "the first");
            problem = problem.hint(if matches!(annex, Annex::Form(..) | Annex::Agenda(..)) {
                "give one of them another `name:`"
            } else {
                "remove one of the two"
            });
            problems.push(problem);
        }
        names.push((annex.name(), annex));
        if let Some(name) = annex.own_name().filter(|name| !is_annex_name(name)) {
            ANNEX_NAME
                .finding(format!("`{}` is not possible as the name of an annex", name.value))
                .at(&name.span, "expected lower-case letters, digits and hyphens, starting with a letter")
                .report(problems);
        }
    }
}

fn is_annex_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
