//! Annexes: how they are called, and what each kind of them holds, as facts for their templates.

use super::wording::unknown_names;
use super::{Work, body, plain_value};
use crate::base::text::did_you_mean;
use crate::base::{Located, Reported};
use crate::compose::markdown;
use crate::compose::markdown::rules::IMAGE;
use crate::compose::origin::marks::{self, END, START};
use crate::compose::rules::{DUE_NOT_LISTED, UNKNOWN_FORM, UNKNOWN_ITEM, UNKNOWN_PHRASE};
use crate::document::theme::NumberingName;
use crate::model::letter::{
    AgendaItem, Annex, AnnexKind, DeadlineItem, FieldKeys, FormAnnex, FormField, HostAnnex, Hotel, Numbered,
    Practical,
};
use crate::model::phrases::PhraseName;
use crate::model::resolve::LetteredAnnex;
use std::collections::BTreeMap;
use tera::Value;

/// The rendered names of an annex.
struct Names {
    /// `ANNEX A`.
    number: Value,
    /// `Annex A`.
    pointer: Value,
    /// `Practical meeting information`.
    title: Value,
    /// `Annex A: Practical meeting information`, plain.
    outline: String,
}

/// What a template sees of an annex.
type AnnexFacts = BTreeMap<&'static str, Value>;

/// The template of a form with fields of the letter's own.
const OWN_FIELDS: &str = "annexes/fields.md";

/// How a letter asks for the house style's words of an item that its kind of meeting does not have.
const BY_STYLE: &str = "by-style";

/// The template of a form of the house style.
fn form_template(name: &str) -> String {
    format!("forms/{name}.md")
}

/// What phrases see of a form before there is one.
pub(super) fn no_form() -> AnnexFacts {
    ["id", "outline", "return_to", "due", "text"].map(|key| (key, "".into())).into()
}

impl Work<'_, '_> {
    /// `annex.agenda` becomes a link: `[Annex B](#annex-b 'Annex B: Agenda …')`.
    pub(super) fn pointers(&mut self) {
        let (mut pointers, mut letters) = (BTreeMap::new(), BTreeMap::new());
        for annex in &self.resolved.annexes {
            let names = self.names(annex);
            let words = names.pointer.as_str().unwrap_or("");
            let description = markdown::escaped(&names.outline);
            // In `'`, so that a pointer can stand in an attribute too.
            let link = |words: &str| format!("[{words}](#{} '{description}')", annex.id());
            if annex.numbered == Numbered::Annex {
                letters.insert(link(words), Value::from(link(&annex.letter)));
            }
            pointers.insert(annex.name.clone(), Value::safe_string(&link(words)));
        }
        self.facts.insert_value("annex", pointers.into());
        self.facts.insert_value("annex_letters", letters.into());
        // How several are named together: the filter `pointers` puts their letters in.
        self.facts.insert_value("annex_list", Value::safe_string(marks::LIST));
        self.facts.insert_value("annex_count", 2.into());
        let several = PhraseName::AnnexPointers;
        let two = self.phrase(several.key());
        self.facts.insert_value("annex_count", 3.into());
        // Most languages say two and more in the same way.
        let more = if self.counts_annexes() { self.phrase(several.key()) } else { two.clone() };
        self.facts.insert_value("annex_pointers", two);
        self.facts.insert_value("more_annex_pointers", more);
    }

    /// Whether annexes are named together in another way when there are more than two.
    fn counts_annexes(&self) -> bool {
        let name = PhraseName::AnnexPointers.word();
        let said = self.resolved.letter.wording.as_ref().and_then(|w| w.get(name));
        let said = said.or_else(|| self.composer.phrases.phrases.get(name));
        said.is_some_and(|text| text.contains("annex_count"))
    }

    /// How an annex is called, in its own heading and elsewhere.
    fn names(&mut self, annex: &LetteredAnnex<'_>) -> Names {
        self.facts.insert_value("annex_letter", annex.letter.as_str().into());
        let pointer = self.phrase(&annex.phrase("pointer"));
        let title = match annex.said.and_then(Annex::title) {
            Some(title) => self.line(title),
            None => self.usual_title(annex),
        };
        // Bookmarks name it as it is, a pointer may stand in a case of its own.
        let name = self.phrase(&annex.phrase("name"));
        let outline = format!("{}: {}", plain_value(&name), plain_value(&title));
        Names { number: self.phrase(&annex.phrase("number")), pointer, title, outline }
    }

    /// The house style's title of an annex; a form of a keeper's own may have none.
    fn usual_title(&mut self, annex: &LetteredAnnex<'_>) -> Value {
        let form = match annex.said {
            Some(Annex::Form(form, _)) => form.form.as_ref(),
            _ => None,
        };
        let kind = form.map_or_else(|| annex.kind.word().to_owned(), |form| format!("form-{}", form.value));
        let name = PhraseName::title(&kind);
        let title = self.said(&name.replace('-', "_"));
        let form = form.filter(|form| self.composer.engine.file(&form_template(form)).is_some());
        if let (None, Some(form)) = (&title, form) {
            let message = format!("there is no phrase `{name}`: the form has no title");
            UNKNOWN_PHRASE
                .finding(message)
                .at(&form.span, "not in the phrases file")
                .hint("add the phrase, or write a line `title:` here")
                .report(self.problems);
        }
        title.unwrap_or_else(|| "".into())
    }

    /// The items of the practical annex: the letter's words, or the file of the folder `items` where
    /// the kind of meeting has the item.
    pub(super) fn items(&mut self) {
        let said = self.resolved.annexes.iter().find_map(|annex| match annex.said {
            Some(Annex::Practical(Practical { items, .. }, _)) => items.as_ref(),
            _ => None,
        });
        let files = self.composer.engine.names("items/");
        let known: Vec<&str> = files.iter().map(String::as_str).collect();
        if let Some(said) = said {
            unknown_names(said, &known, "item", self.problems);
        }
        let usual = self.resolved.defaults.items;
        for name in usual.unwrap_or_default().iter().filter(|name| !known.contains(&name.as_str())) {
            let label = did_you_mean(name, known.iter().copied(), "expected an item of the house style");
            UNKNOWN_ITEM
                .finding(format!("the house style has no item `{}`", name.value))
                .at(&name.span, label)
                .changed("item", name)
                .report(self.problems);
        }
        let mut items: BTreeMap<String, Value> = BTreeMap::new();
        if self.resolved.annexes.iter().any(|a| a.kind == AnnexKind::Practical) {
            for name in known {
                let own = said.and_then(|s| s.get(name));
                let is_usual = usual.is_none_or(|usual| usual.iter().any(|item| item.value == name));
                let value = match own {
                    Some(text) if text.value != BY_STYLE => self.text(text),
                    None if !is_usual => "".into(),
                    _ => self.piece(&format!("items/{name}.md")),
                };
                items.insert(name.replace('-', "_"), value);
            }
        }
        self.facts.insert_value("items", items.into());
    }

    /// Renders a template as a piece; empty after a reported error.
    pub(super) fn piece(&mut self, name: &str) -> Value {
        self.templates.insert(name.to_owned());
        self.provide(self.composer.engine.named_in(name));
        let rendered = self.composer.engine.template(name, &self.facts);
        self.finish(rendered)
    }

    /// What the annexes hold, for the template of the whole.
    pub(super) fn annexes(&mut self) -> Value {
        let annexes: Vec<Value> = self.resolved.annexes.iter().map(|annex| self.annex(annex)).collect();
        annexes.into()
    }

    fn annex(&mut self, annex: &LetteredAnnex<'_>) -> Value {
        let names = self.names(annex);
        let refers = self.resolved.letter.annex_reference == Some(true) && annex.numbered == Numbered::Annex;
        let reference = refers.then(|| self.said(PhraseName::AnnexReference.key())).flatten();
        let mut entry: AnnexFacts = BTreeMap::from([
            ("kind", Value::from(annex.kind.word())),
            ("id", annex.id().into()),
            ("letter", annex.letter.as_str().into()),
            ("number", names.number),
            ("reference", reference.unwrap_or_else(|| "".into())),
            ("title", names.title),
            ("outline", names.outline.into()),
            (
                "landscape",
                (annex.kind == AnnexKind::TimePlan || annex.said.is_some_and(Annex::is_landscape)).into(),
            ),
        ]);
        if annex.kind == AnnexKind::Agenda {
            self.agenda_annex(annex, &mut entry);
        }
        if let (AnnexKind::TimePlan, Some(plan)) = (annex.kind, &self.resolved.time_plan) {
            entry.insert("grid", self.grid(plan));
        }
        if annex.kind == AnnexKind::Questions {
            entry.insert("questions", self.questions());
        }
        match annex.said {
            Some(Annex::Text(free, _)) => {
                let text = self.text(&free.text);
                entry.insert("text", text);
            }
            Some(Annex::Host(host, _)) => self.host(host, &mut entry),
            Some(Annex::Form(form, _)) => self.form(form, &mut entry),
            Some(Annex::Image(image, _)) => {
                let beside = image.image.span.source.path().parent();
                if let Err(why) = self.composer.house.image(&image.image, beside) {
                    IMAGE
                        .finding(why)
                        .at(&image.image.span, "expected the name of a PNG or JPEG file")
                        .report(self.problems);
                }
                let caption = image.caption.as_ref().map_or_else(|| "".into(), |text| self.line(text));
                let alt = self.line(&image.alt);
                entry.extend([("image", image.image.as_str().into()), ("alt", alt), ("caption", caption)]);
            }
            _ => {}
        }
        // Each kind has its template. After an error it may lack what that prints.
        if !self.problems.has_errors() {
            self.facts.insert_value("annex_entry", entry.clone().into());
            entry.insert("content", self.piece(&format!("annexes/{}.md", annex.kind.word())));
            self.facts.remove("annex_entry");
        }
        entry.into()
    }

    fn agenda_annex(&mut self, annex: &LetteredAnnex<'_>, entry: &mut AnnexFacts) {
        let said = match annex.said {
            Some(Annex::Agenda(agenda, _)) => Some(agenda),
            _ => None,
        };
        let notes = said.and_then(|a| a.notes.as_deref()).unwrap_or(&[]);
        let notes: Vec<Value> = notes.iter().map(|n| self.line(n)).collect();
        let numbering =
            said.and_then(|a| a.numbering.as_ref()).map_or(NumberingName::Agenda.word(), |n| n.as_str());
        let mut agenda = String::new();
        match said.and_then(|agenda| agenda.items.as_deref()) {
            Some(own) => self.nested(own, 0, body::NUMBERED, &mut agenda),
            None => {
                let usual = self.usual_agenda(self.resolved.agenda(annex));
                self.nested(&usual, 0, body::NUMBERED, &mut agenda);
            }
        }
        entry.insert("notes", notes.into());
        entry.insert("numbering", numbering.into());
        entry.insert("agenda", Value::safe_string(&format!("{START}{agenda}{END}")));
    }

    /// The agenda of the house style in the letter's language.
    fn usual_agenda(&mut self, items: &[AgendaItem]) -> Vec<AgendaItem> {
        let of = |item: &AgendaItem| AgendaItem {
            text: self.in_language(&item.text),
            items: self.usual_agenda(&item.items),
        };
        items.iter().map(of).collect()
    }

    fn host(&mut self, host: &HostAnnex, entry: &mut AnnexFacts) {
        for (name, text) in [
            ("venue", &host.venue),
            ("transport", &host.transport),
            ("hotel_note", &host.hotel_note),
            ("visa", &host.visa),
            ("currency", &host.currency),
            ("electricity", &host.electricity),
            ("climate", &host.climate),
            ("health", &host.health),
            ("contact", &host.contact),
            ("text", &host.text),
        ] {
            let value = text.as_ref().map_or_else(|| "".into(), |text| self.text(text));
            entry.insert(name, value);
        }
        let hotels: Vec<Value> = host.hotels.iter().flatten().map(|hotel| self.hotel(hotel)).collect();
        entry.insert("hotels", hotels.into());
    }

    fn hotel(&mut self, hotel: &Hotel) -> Value {
        let plain = |text: &Option<String>| Value::from(text.as_deref().unwrap_or(""));
        let located = |text: &Option<Located<String>>| Value::from(text.as_ref().map_or("", |t| t.as_str()));
        let entry: AnnexFacts = BTreeMap::from([
            ("name", self.line(&hotel.name)),
            ("rate", plain(&hotel.rate)),
            ("distance", plain(&hotel.distance)),
            ("address", plain(&hotel.address)),
            ("tel", plain(&hotel.tel)),
            ("e_mail", located(&hotel.e_mail)),
            ("web", located(&hotel.web)),
        ]);
        entry.into()
    }

    /// A form: its fields, or the house style's template of that name.
    fn form(&mut self, form: &FormAnnex, entry: &mut AnnexFacts) {
        let contact = self.resolved.contact().e_mail;
        let return_to = form.return_to.as_ref().or(contact.as_ref()).map_or("", |address| address.as_str());
        entry.insert("return_to", return_to.into());
        let due = form.due.as_ref().map(|item| self.due(item).unwrap_or_default());
        entry.insert("due", due.unwrap_or_default().into());
        let text = form.text.as_ref().map_or_else(|| "".into(), |text| self.text(text));
        entry.insert("text", text);
        let fields: Vec<Value> = form.fields.iter().flatten().map(|field| self.field(field)).collect();
        let required = form.fields.iter().flatten().any(FormField::is_required);
        entry.insert("required", required.into());
        entry.insert("fields", fields.into());
        let names = self.composer.engine.names("forms/");
        let template = match &form.form {
            None => OWN_FIELDS.to_owned(),
            Some(named) if names.contains(&named.value) => form_template(named),
            Some(named) => {
                self.unknown_form(named, &names);
                return;
            }
        };
        self.facts.insert_value("form", entry.clone().into());
        self.forget_form();
        let rendered = self.piece(&template);
        entry.insert("form", rendered);
    }

    fn unknown_form(&mut self, named: &Located<String>, names: &[String]) {
        let label =
            did_you_mean(named, names.iter().map(String::as_str), "expected a form of the house style");
        UNKNOWN_FORM
            .finding(format!("the house style has no form `{}`", named.value))
            .at(&named.span, label)
            .hint(format!("possible forms: {}; for a form of your own, write `fields:`", names.join(", ")))
            .report(self.problems);
    }

    /// The date by which a form is to be sent: a key deadline that the letter lists.
    fn due(&mut self, item: &Located<DeadlineItem>) -> Result<String, Reported> {
        let row = self.resolved.deadlines.iter().find(|row| row.has(item.value)).ok_or_else(|| {
            DUE_NOT_LISTED
                .finding(format!("the letter does not list the deadline `{}`", item.value.word()))
                .at(&item.span, "this form needs the date of that deadline")
                .hint(format!("add a line `{}: by-rule` under `deadlines:`", item.value.word()))
                .refuse(self.problems)
        });
        row.map(|row| self.composer.phrases.dates.day(row.date))
    }

    fn field(&mut self, field: &FormField) -> Value {
        let entry: AnnexFacts = match field {
            FormField::Head(head) => BTreeMap::from([("kind", "heading".into()), ("label", self.line(head))]),
            FormField::Field(keys) => self.field_keys(keys),
        };
        entry.into()
    }

    fn field_keys(&mut self, keys: &FieldKeys) -> AnnexFacts {
        let options = keys.options.iter().flat_map(|options| &options.value);
        // A bar parts options in the element: one in their words is escaped already.
        let options: Vec<String> =
            options.map(|o| self.line(o).as_str().unwrap_or_default().to_owned()).collect();
        BTreeMap::from([
            ("kind", Value::from(keys.kind().word())),
            ("label", self.line(&keys.label)),
            ("hint", keys.hint.as_ref().map_or_else(|| "".into(), |hint| self.line(hint))),
            ("options", Value::safe_string(&options.join("|"))),
            ("rows", Value::from(keys.rows.as_ref().map_or(3, |rows| rows.value))),
            ("purpose", keys.purpose.as_ref().map_or("", |purpose| purpose.value.token()).into()),
            ("required", keys.required.unwrap_or(false).into()),
        ])
    }
}
