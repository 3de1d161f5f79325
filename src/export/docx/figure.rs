//! Pictures in the line of text.

use super::paragraph::Properties;
use super::story::Story;
use super::units::emu;
use crate::document::{Figure, Picture};

impl Story<'_, '_> {
    /// A picture in a paragraph of its own.
    pub(super) fn figure(&mut self, figure: &Figure) {
        let target = match self.shared.media.target(&figure.picture) {
            Ok(target) => target,
            Err(problem) => return self.xml.fail(problem),
        };
        let relation = self.relations.part("image", &target);
        let link = figure.link.as_deref().map(|url| self.relations.link(url));
        self.shared.drawings += 1;
        let number = self.shared.drawings;
        let (width, height) = (emu(figure.width), emu(figure.height));
        let name = match &figure.picture {
            Picture::Image(image) => image.name.as_str(),
            Picture::Qr(_) => "QR code",
        };
        self.open(&figure.style, &Properties::default());
        // Word says a picture's link twice: around the run, and in the drawing.
        if let Some(link) = link {
            self.xml.put(format_args!(r#"<w:hyperlink r:id="rId{link}" w:history="1">"#));
        }
        let link_in_drawing =
            link.map_or("/>".to_owned(), |link| format!(r#"><a:hlinkClick r:id="rId{link}"/></wp:docPr>"#));
        let (name, description) = (self.xml.escaped(name), self.xml.escaped(&figure.alt));
        self.xml.file(
            include_str!("parts/drawing.xml"),
            &[
                ("width", &width),
                ("height", &height),
                ("number", &number),
                ("name", &name),
                ("description", &description),
                ("link", &link_in_drawing),
                ("image", &relation),
            ],
        );
        if link.is_some() {
            self.xml.raw("</w:hyperlink>");
        }
        self.close();
    }
}
