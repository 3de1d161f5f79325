//! Tables that carry data: header cells with their scope, column widths, spans and shades.

use super::blocks::Blocks;
use super::css;
use crate::document::{Row, Table};

/// From this many columns on a table may be wider than a phone: it scrolls by itself, not with the page.
const WIDE: usize = 4;

/// Writes a table.
pub(super) fn write(to: &mut Blocks<'_, '_>, table: &Table) {
    let wide = table.columns.len() >= WIDE;
    if wide {
        // A group that the keyboard can reach and scroll.
        to.out.start(
            "div",
            &[("class", "scroll"), ("role", "group"), ("aria-label", &table.summary), ("tabindex", "0")],
        );
    }
    let total: f32 = table.columns.iter().sum();
    let width = if total < 0.995 {
        format!("max-inline-size:{}%", css::number(total * 100.0))
    } else {
        String::new()
    };
    let class = format!("table-{}", css::name(&table.style));
    to.out.open("table", &[("class", &class), ("aria-label", &table.summary), ("style", &width)]);
    to.out.raw("\n<colgroup>");
    let edges = table.group_edges();
    for (at, share) in table.columns.iter().enumerate() {
        if edges.contains(&at) {
            to.out.raw("</colgroup><colgroup>");
        }
        let share = if total > 0.0 { share / total } else { 0.0 };
        to.out.open("col", &[("style", &format!("width:{}%", css::number(share * 100.0)))]);
    }
    to.out.raw("</colgroup>\n");
    let (head, rest) = table.rows.split_at(table.header_rows.min(table.rows.len()));
    for (tag, rows) in [("thead", head), ("tbody", rest)] {
        if !rows.is_empty() {
            to.out.start(tag, &[]);
            for (at, row) in rows.iter().enumerate() {
                let heading = tag == "tbody" && table.heads_group(row);
                if heading && at > 0 {
                    // A heading belongs to the rows of its own group.
                    to.out.raw("</tbody>\n<tbody>\n");
                }
                write_row(to, row, tag == "thead", heading);
            }
            to.out.end(tag);
        }
    }
    to.out.raw("</table>\n");
    if wide {
        to.out.raw("</div>\n");
    }
}

fn write_row(to: &mut Blocks<'_, '_>, row: &Row, header: bool, heading: bool) {
    to.out.raw("<tr>\n");
    for cell in &row.cells {
        let (tag, scope) = match (header, cell.row_header) {
            (true, _) if cell.column_span > 1 => ("th", "colgroup"),
            (true, _) => ("th", "col"),
            (false, true) if heading || cell.row_span > 1 => ("th", "rowgroup"),
            (false, true) => ("th", "row"),
            (false, false) => ("td", ""),
        };
        let span = |count: usize| if count > 1 { count.to_string() } else { String::new() };
        let shade =
            cell.shade.as_deref().map_or(String::new(), |shade| format!("shade-{}", css::name(shade)));
        to.out.open(
            tag,
            &[
                ("class", &shade),
                ("scope", scope),
                ("colspan", &span(cell.column_span)),
                ("rowspan", &span(cell.row_span)),
            ],
        );
        to.write(&cell.blocks);
        to.out.end(tag);
    }
    to.out.raw("</tr>\n");
}
