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
        self.xml.put(format_args!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">"#,
                r#"<wp:extent cx="{}" cy="{}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{}""#
            ),
            width, height, number
        ));
        self.xml.attribute("name", name).attribute("descr", &figure.alt);
        match link {
            Some(link) => self.xml.put(format_args!(r#"><a:hlinkClick r:id="rId{link}"/></wp:docPr>"#)),
            None => self.xml.raw("/>"),
        };
        self.xml.put(format_args!(
            concat!(
                r#"<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>"#,
                r#"<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:pic><pic:nvPicPr><pic:cNvPr id="{}""#
            ),
            number
        ));
        self.xml.attribute("name", name);
        self.xml.put(format_args!(
            concat!(
                r#"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId{}"/>"#,
                r#"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>"#,
                r#"<a:ext cx="{}" cy="{}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>"#,
                r#"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
            ),
            relation, width, height
        ));
        if link.is_some() {
            self.xml.raw("</w:hyperlink>");
        }
        self.close();
    }
}
