//! A certificate as PDF: one A4 sheet, the same bytes for the same certificate.
//!
//! No font is in it: Chinese names STSong-Light in Adobe's collection GB1 (ISO 32000-1, 9.7.5.2, `UniGB-UTF16-H`), for which every reader
//! has a font of its own, letters and digits are the standard Times-Roman, and bold is an edge drawn around the glyphs. A font with all
//! characters that names have would make each certificate, or this program, megabytes bigger. What the collection lacks is shown as a
//! blank or a box: [`uncovered`] finds it beforehand, and the page that a browser prints has no such gap.

mod line;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Date, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use wire::study::CertificateView;

use sheet::{Color, HEIGHT, Piece, WIDTH};

const CHINESE: Name = Name(b"C");
const LATIN: Name = Name(b"L");

/// The sheet of a certificate. It has a code to scan where [`CertificateView::check`] is a whole address.
#[must_use]
pub fn pdf(view: &CertificateView) -> Vec<u8> {
    let code = super::code(&view.check);
    let content = content(&sheet::sheet(view, code.as_deref()));
    let [catalog, tree, page, stream, info, chinese, cid, descriptor, latin] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr("zh-CN")).viewer_preferences().display_doc_title(true);
    let title = format!("{}{}", words::title(view), words::SHEET);
    let at = words::wall(view.issued_ms, view.zone_minutes);
    let day = Date::new(u16::try_from(at.year).unwrap_or_default()).month(at.month).day(at.day);
    pdf.document_info(info).title(TextStr(&title)).author(TextStr(&view.organiser)).subject(TextStr(&view.number)).creation_date(day);
    pdf.pages(tree).kids([page]).count(1);
    let mut about = pdf.page(page);
    about.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(stream);
    about.resources().fonts().pair(CHINESE, chinese).pair(LATIN, latin);
    about.finish();
    pdf.stream(stream, &content);
    pdf.type0_font(chinese).base_font(Name(b"STSong-Light-UniGB-UTF16-H")).encoding_predefined(Name(b"UniGB-UTF16-H")).descendant_font(cid);
    pdf.cid_font(cid)
        .subtype(CidFontType::Type0)
        .base_font(Name(b"STSong-Light"))
        .system_info(SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 5 })
        .font_descriptor(descriptor)
        .default_width(1000.0);
    pdf.font_descriptor(descriptor)
        .name(Name(b"STSong-Light"))
        .flags(FontFlags::SERIF | FontFlags::SYMBOLIC)
        .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(880.0)
        .stem_v(93.0);
    pdf.type1_font(latin).base_font(Name(b"Times-Roman")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.finish()
}

/// What of a certificate the fonts of readers may lack, each character once: rare characters of names beyond GB 18030's two-byte part, and
/// scripts that the collection has not, such as Mongolian.
#[must_use]
pub fn uncovered(view: &CertificateView) -> Vec<char> {
    let mut found = Vec::new();
    for c in [&view.name, &view.unit, &view.title, &view.organiser, &view.band].into_iter().flat_map(|text| text.chars()) {
        let covered = c.is_control()
            || matches!(c, ' '..='~' | '·' | '—' | '–' | '‘' | '’' | '“' | '”' | '…' | '　'..='〗' | '㐀'..='䶵' | '一'..='龥' | '！'..='～');
        if !covered && !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

fn content(pieces: &[Piece]) -> Vec<u8> {
    let mut content = Content::new();
    for piece in pieces {
        match piece {
            Piece::Text { x, y, size, spacing, color, line } => {
                for run in line::runs(line, *size, *spacing) {
                    text(&mut content, (x + run.x, HEIGHT - y), (*size, *spacing), *color, &run);
                }
            }
            Piece::Fill([x, y, width, height], color) => {
                let [r, g, b] = color.parts();
                content.set_fill_rgb(r, g, b).rect(*x, HEIGHT - y - height, *width, *height).fill_nonzero();
            }
            Piece::Edge([x, y, width, height], thick, color) => {
                let [r, g, b] = color.parts();
                content.set_stroke_rgb(r, g, b).set_line_width(*thick).rect(*x, HEIGHT - y - height, *width, *height).stroke();
            }
            Piece::Circle([x, y, radius], color) => {
                let [r, g, b] = color.parts();
                content.save_state().set_stroke_rgb(r, g, b).set_line_width(0.75).set_dash_pattern([3.0, 2.25], 0.0);
                circle(&mut content, *x, HEIGHT - y, *radius);
                content.stroke().restore_state();
            }
        }
    }
    content.finish().into_vec()
}

fn text(content: &mut Content, (x, y): (f32, f32), (size, spacing): (f32, f32), color: Color, run: &line::Run) {
    let [r, g, b] = color.parts();
    let mode = if run.bold { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
    let bytes: Vec<u8> = match run.ascii {
        true => run.text.bytes().collect(),
        false => run.text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    content.begin_text().set_fill_rgb(r, g, b).set_text_rendering_mode(mode).set_char_spacing(spacing);
    if run.bold {
        content.set_stroke_rgb(r, g, b).set_line_width(size * 0.035);
    }
    content.set_font(if run.ascii { LATIN } else { CHINESE }, size).next_line(x, y).show(Str(&bytes)).end_text();
}

/// A circle of four curves: 0.5523 of the radius to each handle.
fn circle(content: &mut Content, x: f32, y: f32, r: f32) {
    let h = r * 0.5523;
    content
        .move_to(x + r, y)
        .cubic_to(x + r, y + h, x + h, y + r, x, y + r)
        .cubic_to(x - h, y + r, x - r, y + h, x - r, y)
        .cubic_to(x - r, y - h, x - h, y - r, x, y - r)
        .cubic_to(x + h, y - r, x + r, y - h, x + r, y)
        .close_path();
}

impl Color {
    /// Each part from 0 to 1.
    fn parts(self) -> [f32; 3] {
        [self.0, self.1, self.2].map(|part| f32::from(part) / 255.0)
    }
}
