//! The texts of a file in order: body, headers, footers, notes; and in each its paragraphs.
//!
//! Tables are in `table`, what stands in a paragraph in `run`.

use super::comments::{Anchor, Anchors};
use super::look::by;
use super::numbering::Numberings;
use super::package::{Package, Part, Relations, relation_id};
use super::passage::{By, Cell, Form, Move, Passage, Piece, Place, Story, Track};
use super::run::Field;
use super::styles::{self, Styles};
use super::unreadable::Unreadable;
use super::xml::{DEEPEST, attribute, child, children, name, tree, value};
use roxmltree::Node;
use std::collections::BTreeSet;

/// No letter has as many headers and footers.
const MOST_PARTS: usize = 100;

/// Reads all texts: their passages, where comments stand, and what was not read.
pub(super) fn read(package: &mut Package<'_>) -> Result<(Vec<Passage>, Anchors, Vec<String>), Unreadable> {
    let mut reader = Reader {
        styles: Styles::read(package)?,
        numberings: Numberings::read(package)?,
        ..Reader::default()
    };
    let body = package.body()?;
    reader.relations = package.relations(&body.name)?;
    let parsed = tree(&body.text)?;
    reader.part(parsed.root_element())?;
    let mut furniture = std::mem::take(&mut reader.furniture);
    furniture.sort();
    furniture.dedup_by(|one, two| (one.0, &one.2) == (two.0, &two.2));
    let mut seen = BTreeSet::new();
    for (number, (is_footer, _, id)) in furniture.into_iter().take(MOST_PARTS).enumerate() {
        let Some(name) = package.relations.target(&id).map(str::to_owned) else { continue };
        let Some(text) = package.part(&name)?.filter(|_| seen.insert(name.clone())) else { continue };
        reader.story = if is_footer { Story::Footer(number + 1) } else { Story::Header(number + 1) };
        reader.relations = package.relations(&name)?;
        reader.part(tree(&text)?.root_element())?;
    }
    for (kind, story) in [("footnotes", Story::Footnote as fn(usize) -> Story), ("endnotes", Story::Endnote)]
    {
        if let Some(Part { name, text }) = package.related(kind)? {
            reader.relations = package.relations(&name)?;
            reader.notes(tree(&text)?.root_element(), story)?;
        }
    }
    Ok((reader.passages, reader.anchors, reader.remarks))
}

/// Reads one part after the other.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) styles: Styles,
    numberings: Numberings,
    /// Where the links of the part lead.
    pub(super) relations: Relations,
    pub(super) passages: Vec<Passage>,
    pub(super) anchors: Anchors,
    pub(super) remarks: Vec<String>,
    story: Story,
    pub(super) text_box: Option<usize>,
    pub(super) boxes: usize,
    pub(super) cells: Vec<Cell>,
    pub(super) tables: usize,
    /// The pieces of the open paragraph.
    pub(super) pieces: Vec<Piece>,
    /// Open elements of tracked changes.
    pub(super) tracks: Vec<Track>,
    /// Open named ranges of moves: identifier and name.
    moves: Vec<(String, String)>,
    pub(super) fields: Vec<Field>,
    pub(super) links: Vec<String>,
    /// Open ranges of comments.
    pub(super) comments: Vec<String>,
    /// Comments whose range has an end in this part.
    ended: BTreeSet<String>,
    /// Places in the file that links can lead to.
    pub(super) bookmarks: BTreeSet<String>,
    /// Headers and footers that sections refer to: whether it is a footer, how it sorts, identifier.
    furniture: Vec<(bool, u8, String)>,
    /// A box that stands for all text until its control ends.
    pub(super) tick: Option<bool>,
    depth: usize,
}

impl Reader {
    /// Goes one element deeper, as far as any document does.
    pub(super) fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        if self.depth >= DEEPEST {
            return Err(Unreadable::TooDeep);
        }
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn part(&mut self, root: Node<'_, '_>) -> Result<(), Unreadable> {
        self.fields.clear();
        self.moves.clear();
        self.comments.clear();
        let ends = root.descendants().filter(|node| name(*node) == "commentRangeEnd");
        self.ended = ends.filter_map(|node| attribute(node, "id")).map(str::to_owned).collect();
        let marks = root.descendants().filter(|node| name(*node) == "bookmarkStart");
        self.bookmarks.extend(marks.filter_map(|node| attribute(node, "name")).map(str::to_owned));
        match child(root, "body") {
            Some(body) => self.blocks(body),
            None => self.blocks(root),
        }
    }

    /// Footnotes or endnotes: those that are lines between notes and text are nobody's words.
    fn notes(&mut self, root: Node<'_, '_>, story: fn(usize) -> Story) -> Result<(), Unreadable> {
        let is_note = |node: &Node<'_, '_>| matches!(attribute(*node, "type"), None | Some("normal"));
        let notes =
            children(root).filter(|(name, _)| matches!(*name, "footnote" | "endnote")).map(|(_, n)| n);
        for note in notes.filter(is_note) {
            self.story = story(attribute(note, "id").and_then(|id| id.parse().ok()).unwrap_or_default());
            self.part(note)?;
        }
        Ok(())
    }

    /// What stands one below the other.
    pub(super) fn blocks(&mut self, node: Node<'_, '_>) -> Result<(), Unreadable> {
        self.deeper(|reader| children(node).try_for_each(|(name, node)| reader.block(name, node)))
    }

    fn block(&mut self, name: &str, node: Node<'_, '_>) -> Result<(), Unreadable> {
        match name {
            "p" => return self.paragraph(node),
            "tbl" => return self.table(node),
            "sdt" => {
                let content = child(node, "sdtContent");
                return content
                    .map_or(Ok(()), |content| self.in_control(node, |reader| reader.blocks(content)));
            }
            "customXml" | "smartTag" => return self.blocks(node),
            "ins" | "del" | "moveFrom" | "moveTo" => return self.tracked(node, |reader| reader.blocks(node)),
            ":AlternateContent" => return self.chosen(node).map_or(Ok(()), |choice| self.blocks(choice)),
            "altChunk" => {
                self.remark("the file contains a part of another format (altChunk); its words are not read")
            }
            "sectPr" => self.section(node),
            _ => self.range(name, node),
        }
        Ok(())
    }

    pub(super) fn remark(&mut self, remark: &str) {
        if !self.remarks.iter().any(|known| known == remark) {
            self.remarks.push(remark.to_owned());
        }
    }

    /// What programs of today show: the first choice, or else what is for others.
    pub(super) fn chosen<'a, 'i>(&self, node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
        child(node, ":Choice").or_else(|| child(node, ":Fallback"))
    }

    /// Begins or ends of ranges, which stand anywhere.
    pub(super) fn range(&mut self, name: &str, node: Node<'_, '_>) {
        let id = attribute(node, "id").unwrap_or_default();
        match name {
            "moveFromRangeStart" | "moveToRangeStart" => {
                let name = attribute(node, "name").unwrap_or_default();
                self.moves.push((id.to_owned(), name.to_owned()));
            }
            "moveFromRangeEnd" | "moveToRangeEnd" => self.moves.retain(|(open, _)| open != id),
            "commentRangeStart" if self.ended.contains(id) => self.comments.push(id.to_owned()),
            "commentRangeEnd" => self.comments.retain(|open| open != id),
            _ => {}
        }
    }

    /// What a tracked change says, in the range that it is in.
    pub(super) fn track(&self, node: Node<'_, '_>) -> Track {
        let change = || Move { by: by(node), name: self.moves.last().map(|(_, name)| name.clone()) };
        match name(node) {
            "ins" | "cellIns" => Track::Inserted(by(node)),
            "del" | "cellDel" => Track::Deleted(by(node)),
            "moveFrom" => Track::MovedFrom(change()),
            "moveTo" => Track::MovedTo(change()),
            _ => Track::Kept,
        }
    }

    /// Reads what stands in a tracked change.
    pub(super) fn tracked(
        &mut self,
        node: Node<'_, '_>,
        read: impl FnOnce(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let track = self.track(node);
        self.tracks.push(track);
        read(self)?;
        self.tracks.pop();
        Ok(())
    }

    /// Reads what stands in a control: all of it is one box if it is a box to tick.
    pub(super) fn in_control(
        &mut self,
        node: Node<'_, '_>,
        read: impl FnOnce(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let tick = child(node, "sdtPr").and_then(|properties| child(properties, ":checkbox"));
        let checked = tick.map(|tick| child(tick, ":checked").is_some_and(super::xml::is_on));
        let outer = self.tick;
        self.tick = checked.or(outer);
        read(self)?;
        self.tick = outer;
        Ok(())
    }

    /// What tracking says here, of all that is around.
    pub(super) fn here(&self) -> Track {
        merged(&self.tracks)
    }

    fn paragraph(&mut self, node: Node<'_, '_>) -> Result<(), Unreadable> {
        let outer = std::mem::take(&mut self.pieces);
        let properties = child(node, "pPr");
        let (form, was) = self.forms(properties);
        let own = properties.and_then(|p| child(p, "rPr")).into_iter().flat_map(children);
        let own = own.map(|(_, node)| self.track(node)).filter(|track| *track != Track::Kept);
        let marks: Vec<Track> = self.tracks.iter().cloned().chain(own).collect();
        if let Some(section) = properties.and_then(|p| child(p, "sectPr")) {
            self.section(section);
        }
        self.deeper(|reader| reader.inline(node))?;
        // An instruction does not run over the end of a paragraph: its field is broken, and words follow.
        self.fields.iter_mut().for_each(|field| field.shows = true);
        let place = Place { story: self.story, text_box: self.text_box, cells: self.cells.clone() };
        let pieces = std::mem::replace(&mut self.pieces, outer);
        self.anchor(&pieces);
        self.passages.push(Passage { place, form, was, mark: merged(&marks), pieces });
        Ok(())
    }

    /// Notes which pieces of the next passage each comment is about.
    fn anchor(&mut self, pieces: &[Piece]) {
        let passage = self.passages.len();
        for (at, piece) in pieces.iter().enumerate() {
            for id in &piece.comments {
                let anchors = self.anchors.entry(id.clone()).or_default();
                match anchors.last_mut() {
                    Some(last) if last.passage == passage && last.pieces.end == at => {
                        last.pieces.end = at + 1
                    }
                    _ => anchors.push(Anchor { passage, pieces: at..at + 1 }),
                }
            }
        }
    }

    /// A comment without a range: it stands at a point of the open paragraph.
    pub(super) fn point(&mut self, id: &str) {
        let (passage, at) = (self.passages.len(), self.pieces.len());
        let anchors = self.anchors.entry(id.to_owned()).or_default();
        let is_about = self.pieces.iter().any(|piece| piece.comments.iter().any(|open| open == id));
        if anchors.is_empty() && !is_about {
            anchors.push(Anchor { passage, pieces: at..at });
        }
    }

    /// What a paragraph is, and what it was before a tracked change of its format.
    fn forms(&self, properties: Option<Node<'_, '_>>) -> (Form, Option<(Form, By)>) {
        let form = self.form(properties);
        let Some(properties) = properties else { return (form, None) };
        let mut was = child(properties, "pPrChange").map(|change| {
            let mut old = self.form(child(change, "pPr"));
            old.ends_section = form.ends_section;
            (old, by(change))
        });
        if was.is_none()
            && let Some(put) = child(properties, "numPr").and_then(|numbering| child(numbering, "ins"))
        {
            was = Some((Form { item: None, ..form.clone() }, by(put)));
        }
        (form, was)
    }

    fn form(&self, properties: Option<Node<'_, '_>>) -> Form {
        let id = properties.and_then(|p| value(p, "pStyle")).unwrap_or(self.styles.of_no_style());
        let (numbering, level) = properties.map(styles::numbering).unwrap_or_default();
        let by_style = self.styles.numbering(id);
        let numbering = numbering.or(by_style.0);
        let heading = match properties.and_then(styles::level) {
            Some(level) => Some(level).filter(|level| *level > 0),
            None => self.styles.level(id),
        };
        Form {
            style: self.styles.name(id).to_owned(),
            heading,
            item: numbering.and_then(|n| self.numberings.item(&n, level.or(by_style.1).unwrap_or(0))),
            in_frame: properties.is_some_and(|p| child(p, "framePr").is_some()),
            ends_section: properties.is_some_and(|p| child(p, "sectPr").is_some()),
        }
    }

    fn section(&mut self, node: Node<'_, '_>) {
        for (name, reference) in children(node) {
            let is_footer = match name {
                "headerReference" => false,
                "footerReference" => true,
                _ => continue,
            };
            let order = match attribute(reference, "type") {
                Some("first") => 0,
                Some("even") => 2,
                _ => 1,
            };
            if let Some(id) = relation_id(reference) {
                self.furniture.push((is_footer, order, id.to_owned()));
            }
        }
    }
}

/// What several changes around each other say together.
fn merged(tracks: &[Track]) -> Track {
    let put_in = |track: &&Track| matches!(track, Track::Inserted(_) | Track::MovedTo(_));
    let gone = |track: &&Track| matches!(track, Track::Deleted(_) | Track::MovedFrom(_));
    let (come, goes) = (tracks.iter().rev().find(put_in), tracks.iter().rev().find(gone));
    match (come, goes) {
        (None, None) => Track::Kept,
        (Some(track), None) | (None, Some(track)) => track.clone(),
        (Some(come), Some(goes)) => Track::Both {
            inserted: come.by().cloned().unwrap_or_default(),
            deleted: goes.by().cloned().unwrap_or_default(),
        },
    }
}
