//! Annexes: how they are called, and what each kind of them holds, as facts for their templates.

use super::forms::form_template;
use super::{Work, body, plain_value};
use crate::base::Located;
use crate::compose::facts::{
    AgendaFacts, AnnexContent, AnnexFacts, CommonFacts, FilledFormFacts, HostFacts, HotelFacts, ImageFacts,
    ListFacts, NoFacts, PlanFacts, TextFacts, names,
};
use crate::compose::markdown;
use crate::compose::origin::marks::{self, END, START};
use crate::compose::rules::UNKNOWN_PHRASE;
use crate::document::theme::NumberingName;
use crate::model::letter::{AgendaItem, Annex, AnnexKind, HostAnnex, Hotel, ImageAnnex, Numbered};
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
        self.facts.set(names::ANNEX, pointers);
        self.facts.set(names::ANNEX_LETTERS, letters);
        // How several are named together: the filter `pointers` puts their letters in.
        self.facts.set(names::ANNEX_LIST, Value::safe_string(marks::LIST));
        self.facts.set(names::ANNEX_COUNT, 2);
        let several = PhraseName::AnnexPointers;
        let two = self.phrase(several.key());
        self.facts.set(names::ANNEX_COUNT, 3);
        // Most languages say two and more in the same way.
        let more = if self.counts_annexes() { self.phrase(several.key()) } else { two.clone() };
        self.facts.set(names::ANNEX_POINTERS, two);
        self.facts.set(names::MORE_ANNEX_POINTERS, more);
        self.facts.remove(names::ANNEX_LIST);
        self.facts.remove(names::ANNEX_COUNT);
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
        self.facts.set(names::ANNEX_LETTER, annex.letter.clone());
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

    /// Renders a template as a piece; empty after a reported error.
    pub(super) fn piece(&mut self, name: &str) -> Value {
        self.templates.insert(name.to_owned());
        self.provide(self.composer.engine.named_in(name));
        let rendered = self.composer.engine.template(name, self.facts.context());
        self.finish(rendered)
    }

    /// What the annexes hold, for the template of the whole.
    pub(super) fn annexes(&mut self) -> Vec<AnnexFacts> {
        self.resolved.annexes.iter().map(|annex| self.annex(annex)).collect()
    }

    fn annex(&mut self, annex: &LetteredAnnex<'_>) -> AnnexFacts {
        let names = self.names(annex);
        let refers = self.resolved.letter.annex_reference == Some(true) && annex.numbered == Numbered::Annex;
        let reference = refers.then(|| self.said(PhraseName::AnnexReference.key())).flatten();
        let common = CommonFacts {
            kind: annex.kind.word(),
            id: annex.id(),
            letter: annex.letter.clone(),
            number: names.number,
            reference,
            title: names.title,
            outline: names.outline,
            landscape: annex.said.is_some_and(Annex::is_landscape),
            content: None,
        };
        let content = self.content(annex, &common);
        let mut facts = AnnexFacts::new(common, content);
        // Each kind has its template. After an error it may lack what that prints.
        if !self.problems.has_errors() {
            self.facts.set(names::ANNEX_ENTRY, facts.clone());
            facts.print(self.piece(&format!("annexes/{}.md", annex.kind.word())));
            self.facts.remove(names::ANNEX_ENTRY);
        }
        facts
    }

    /// What an annex of this kind has for its template; none after an error, all of which are reported.
    fn content(&mut self, annex: &LetteredAnnex<'_>, common: &CommonFacts) -> Option<AnnexContent> {
        Some(match (annex.kind, annex.said) {
            (AnnexKind::Practical, _) => AnnexContent::Practical(NoFacts),
            (AnnexKind::Agenda, _) => AnnexContent::Agenda(self.agenda_annex(annex)),
            (AnnexKind::TimePlan, said) => {
                let plan = self.resolved.time_plan.as_ref();
                let elsewhere = match said {
                    Some(Annex::TimePlan(said, _)) if said.is_elsewhere() => Some(said),
                    _ => None,
                };
                AnnexContent::TimePlan(PlanFacts {
                    attached: elsewhere.is_some_and(|said| said.attached.as_ref().is_some_and(|a| a.value)),
                    web: elsewhere.and_then(|said| Some(said.web.as_ref()?.value.clone())),
                    grids: plan.map(|plan| self.grids(plan)).unwrap_or_default(),
                })
            }
            (AnnexKind::Questions, _) => AnnexContent::Questions(ListFacts { questions: self.questions() }),
            (AnnexKind::Text, Some(Annex::Text(free, _))) => {
                AnnexContent::Text(TextFacts { text: self.text(&free.text) })
            }
            (AnnexKind::Host, Some(Annex::Host(host, _))) => AnnexContent::Host(self.host(host)),
            (AnnexKind::Form, Some(Annex::Form(form, _))) => {
                AnnexContent::Form(FilledFormFacts { form: self.form(form, common)? })
            }
            (AnnexKind::Image, Some(Annex::Image(image, _))) => AnnexContent::Image(self.image(image)),
            // The letter has said what is wrong with it.
            (AnnexKind::Text | AnnexKind::Host | AnnexKind::Form | AnnexKind::Image, _) => return None,
        })
    }

    fn image(&mut self, image: &ImageAnnex) -> ImageFacts {
        let beside = image.image.span.source.path().parent();
        if let Err(problem) = self.composer.house.image(&image.image, beside) {
            let expected = problem.label.clone();
            problem.at(&image.image.span, expected).report(self.problems);
        }
        let caption = image.caption.as_ref().map(|text| self.line(text));
        ImageFacts { image: image.image.value.clone(), alt: self.line(&image.alt), caption }
    }

    fn agenda_annex(&mut self, annex: &LetteredAnnex<'_>) -> AgendaFacts {
        let said = match annex.said {
            Some(Annex::Agenda(agenda, _)) => Some(agenda),
            _ => None,
        };
        let notes = said.and_then(|a| a.notes.as_deref()).unwrap_or(&[]);
        let notes = notes.iter().map(|n| self.line(n)).collect();
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
        let agenda = Value::safe_string(&format!("{START}{agenda}{END}"));
        AgendaFacts { notes, numbering: numbering.to_owned(), agenda }
    }

    /// The agenda of the house style in the letter's language.
    fn usual_agenda(&mut self, items: &[AgendaItem]) -> Vec<AgendaItem> {
        let of = |item: &AgendaItem| AgendaItem {
            text: self.in_language(&item.text),
            items: self.usual_agenda(&item.items),
        };
        items.iter().map(of).collect()
    }

    fn host(&mut self, host: &HostAnnex) -> HostFacts {
        let mut text = |text: &Option<Located<String>>| text.as_ref().map(|text| self.text(text));
        HostFacts {
            venue: text(&host.venue),
            transport: text(&host.transport),
            hotel_note: text(&host.hotel_note),
            visa: text(&host.visa),
            currency: text(&host.currency),
            electricity: text(&host.electricity),
            climate: text(&host.climate),
            health: text(&host.health),
            contact: text(&host.contact),
            text: text(&host.text),
            hotels: host.hotels.iter().flatten().map(|hotel| self.hotel(hotel)).collect(),
        }
    }

    fn hotel(&mut self, hotel: &Hotel) -> HotelFacts {
        let located = |text: &Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
        HotelFacts {
            name: self.line(&hotel.name),
            rate: hotel.rate.clone(),
            distance: hotel.distance.clone(),
            address: hotel.address.clone(),
            tel: hotel.tel.clone(),
            e_mail: located(&hotel.e_mail),
            web: located(&hotel.web),
        }
    }
}
