//! The sheet: where everything stands on A4, computed from the certificate alone. Points, from the upper left corner.

use wire::study::CertificateView;

use super::line::{Glyph, balanced, fitting, glyphs, width, wrap};
use super::words;

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// Width of the sheet.
pub const WIDTH: f32 = 210.0 * MM;
/// Height of the sheet.
pub const HEIGHT: f32 = 297.0 * MM;
/// Left of everything that is written.
const LEFT: f32 = 25.0 * MM;
/// Its width.
const COLUMN: f32 = 160.0 * MM;
/// Side of the code.
const CODE: f32 = 27.0 * MM;
/// Where the code and the date end.
const FLOOR: f32 = 262.0 * MM;
/// Middle of the place for the seal.
const PLACE: (f32, f32) = (160.5 * MM, 240.5 * MM);

const INK: Color = Color(0x21, 0x1c, 0x17);
const PALE: Color = Color(0x57, 0x4e, 0x44);
const EDGE: Color = Color(0xb9, 0xb0, 0xa2);
const SHADE: Color = Color(0xf6, 0xf2, 0xea);
const SEAL: Color = Color(0xa3, 0x2a, 0x1e);
const WHITE: Color = Color(0xff, 0xfa, 0xf4);

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

/// A thing on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A line of text that begins at `x` on the baseline `y`.
    Text {
        /// Where it begins.
        x: f32,
        /// Its baseline.
        y: f32,
        /// How big.
        size: f32,
        /// After each character.
        spacing: f32,
        /// Its colour.
        color: Color,
        /// Its characters.
        line: Vec<Glyph>,
    },
    /// A filled rectangle: left, top, width, height.
    Fill([f32; 4], Color),
    /// The edge of a rectangle, and how thick it is.
    Edge([f32; 4], f32, Color),
    /// A dashed circle: middle and radius.
    Circle([f32; 3], Color),
}

/// All of the certificate; `code` is the code to scan as rows of dark (`true`) and light squares.
pub fn sheet(view: &CertificateView, code: Option<&[Vec<bool>]>) -> Vec<Piece> {
    let mut sheet = Sheet::default();
    sheet.frame();
    let top = sheet.head(view);
    let floor = sheet.foot(view, code) - 6.0 * MM;
    // what is long makes everything between head and foot a little smaller until it fits
    let mut scale = 1.0;
    loop {
        let mut tried = Sheet::default();
        let bottom = tried.body(view, top, scale);
        if bottom <= floor || scale < 0.2 {
            sheet.0.append(&mut tried.0);
            return sheet.0;
        }
        scale *= 0.96;
    }
}

#[derive(Default)]
struct Sheet(Vec<Piece>);

impl Sheet {
    fn text(&mut self, x: f32, y: f32, size: f32, color: Color, line: Vec<Glyph>) {
        self.0.push(Piece::Text { x, y, size, spacing: 0.0, color, line });
    }

    /// Lines around `middle` from the baseline `y` on; gives back the last baseline.
    fn centred(&mut self, middle: f32, y: f32, (size, leading): (f32, f32), color: Color, lines: Vec<Vec<Glyph>>) -> f32 {
        let last = y + leading * (lines.len().saturating_sub(1)) as f32;
        for (n, line) in lines.into_iter().enumerate() {
            self.text(middle - width(&line, size, 0.0) / 2.0, y + leading * n as f32, size, color, line);
        }
        last
    }

    fn frame(&mut self) {
        let edge = |inset: f32| [inset, inset, WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset];
        self.0.push(Piece::Edge(edge(11.0 * MM + 0.95), 1.9, INK));
        self.0.push(Piece::Edge(edge(11.0 * MM - 2.6), 0.75, INK));
    }

    /// The mark, who gives it, and the double rule; gives back where the rule ends.
    fn head(&mut self, view: &CertificateView) -> f32 {
        let (mark, space) = (6.2 * MM, 4.0 * MM);
        let name = glyphs(&view.organiser, false);
        let most = COLUMN - mark - space;
        let size = fitting(&name, most, 1, 15.0, 11.0);
        let lines = balanced(&name, size, most);
        let widest = lines.iter().map(|line| width(line, size, 0.0)).fold(0.0, f32::max);
        let (left, leading) = ((WIDTH - mark - space - widest) / 2.0, size * 1.5);
        let top = 26.0 * MM;
        self.0.push(Piece::Fill([left, top, mark, 10.0 * MM], SEAL));
        self.0.push(Piece::Edge([left + 1.2, top + 1.2, mark - 2.4, 10.0 * MM - 2.4], 0.6, WHITE));
        for (n, c) in ["普", "法"].into_iter().enumerate() {
            self.text(left + (mark - 11.0) / 2.0, top + 13.2 + 11.2 * n as f32, 11.0, WHITE, glyphs(c, true));
        }
        let more = leading * lines.len().saturating_sub(1) as f32;
        let first = if more > 0.0 { top + 4.0 * MM } else { top + 5.0 * MM + size * 0.36 };
        for (n, line) in lines.into_iter().enumerate() {
            self.text(left + mark + space, first + leading * n as f32, size, INK, line);
        }
        let rule = (first + more + 4.0 * MM).max(top + 17.0 * MM);
        self.0.push(Piece::Fill([LEFT, rule, COLUMN, 2.25], INK));
        self.0.push(Piece::Fill([LEFT, rule + 3.75, COLUMN, 0.75], INK));
        rule + 4.5
    }

    /// Title, number, text and table; gives back where the table ends.
    fn body(&mut self, view: &CertificateView, top: f32, scale: f32) -> f32 {
        let y = self.title(&words::title(view), top + 33.0 * MM * scale, scale);
        let number = glyphs(&format!("编号　{}", view.number), false);
        let y = self.centred(WIDTH / 2.0, y + 13.0 * MM * scale, (11.0 * scale.max(0.8), 0.0), PALE, vec![number]);
        let size = 17.0 * scale;
        let mut y = y + 27.0 * MM * scale;
        for paragraph in words::text(view) {
            let text: Vec<Glyph> = paragraph.iter().flat_map(|(text, bold)| glyphs(text, *bold)).collect();
            for line in wrap(&text, size, COLUMN) {
                self.text(LEFT, y, size, INK, line);
                y += size * 2.1;
            }
        }
        self.table(&words::table(view), y - size * 2.1 + 18.0 * MM * scale, scale)
    }

    /// The title in one line, or what was sat above and the word for the sheet below it; gives back the last baseline.
    fn title(&mut self, title: &str, y: f32, scale: f32) -> f32 {
        let whole = glyphs(&format!("{title}{}", words::SHEET), true);
        let (great, spacing) = (31.0 * scale, 2.5 * scale);
        let mut size = great;
        while size > 25.0 * scale && width(&whole, size, spacing) > COLUMN {
            size -= 0.5;
        }
        let mut spaced = |y: f32, size: f32, line: Vec<Glyph>| {
            let x = (WIDTH + spacing - width(&line, size, spacing)) / 2.0;
            self.0.push(Piece::Text { x, y, size, spacing, color: INK, line });
        };
        if width(&whole, size, spacing) <= COLUMN {
            spaced(y, size, whole);
            return y;
        }
        let above = glyphs(title, true);
        let size = fitting(&above, COLUMN, 2, 20.0 * scale, 14.0 * scale);
        let lines = balanced(&above, size, COLUMN);
        // the last line of what was sat, 16 mm above the word for the sheet; more than two lines push both down
        let more = size * 1.5 * lines.len().saturating_sub(1) as f32;
        let last = (y - 12.0 * MM * scale).max(y - 27.0 * MM * scale + more);
        let y = last + 16.0 * MM * scale;
        spaced(y, great, glyphs(words::SHEET, true));
        self.centred(WIDTH / 2.0, last - more, (size, size * 1.5), INK, lines);
        y
    }

    /// Two rows of two facts, as high as what they hold.
    fn table(&mut self, rows: &[[(&str, String); 2]; 2], top: f32, scale: f32) -> f32 {
        let (name, cell, pad) = (22.0 * MM, 58.0 * MM, 3.0 * MM);
        let mut y = top;
        for row in rows {
            let facts = row.each_ref().map(|(name, fact)| {
                let fact = glyphs(fact, false);
                let size = fitting(&fact, cell - 2.0 * pad, 3, 10.5, 8.0 * scale);
                (*name, size, wrap(&fact, size, cell - 2.0 * pad))
            });
            let inside = facts.iter().map(|(_, size, lines)| size * 1.5 * lines.len().max(1) as f32).fold(0.0, f32::max);
            let height = inside + 5.2 * MM * scale;
            for (n, (word, size, lines)) in facts.into_iter().enumerate() {
                let x = LEFT + (name + cell) * n as f32;
                self.0.push(Piece::Fill([x, y, name, height], SHADE));
                self.0.push(Piece::Edge([x, y, name, height], 0.75, EDGE));
                self.0.push(Piece::Edge([x + name, y, cell, height], 0.75, EDGE));
                self.text(x + pad, y + height / 2.0 + 10.5 * 0.36, 10.5, PALE, glyphs(word, false));
                let first = y + (height - size * 1.5 * lines.len() as f32) / 2.0 + size * 1.11;
                for (n, line) in lines.into_iter().enumerate() {
                    self.text(x + name + pad, first + size * 1.5 * n as f32, size, INK, line);
                }
            }
            y += height;
        }
        y
    }

    /// The code, the place for the seal, and the last line; gives back how high all that reaches.
    fn foot(&mut self, view: &CertificateView, code: Option<&[Vec<bool>]>) -> f32 {
        let mut x = LEFT;
        if let Some(rows) = code {
            let side = CODE / rows.len() as f32;
            for (n, row) in rows.iter().enumerate() {
                let y = FLOOR - CODE + side * n as f32;
                self.0.extend(squares(row).map(|(from, many)| Piece::Fill([x + side * from as f32, y, side * many as f32, side], INK)));
            }
            x += CODE + 4.0 * MM;
        }
        for (n, words) in words::how_to_check(code.is_some()).into_iter().enumerate() {
            self.text(x, FLOOR - 18.0 + 16.5 * n as f32, 10.5, INK, glyphs(words, false));
        }
        let name = glyphs(&view.organiser, false);
        let most = 49.0 * MM;
        let size = fitting(&name, most, 2, 13.0, 9.0);
        let lines = balanced(&name, size, most);
        let date = 252.0 * MM;
        let first = date - 8.5 * MM - size * 1.4 * lines.len().saturating_sub(1) as f32;
        let label = (first - 7.0 * MM).min(230.5 * MM);
        self.0.push(Piece::Circle([PLACE.0, PLACE.1, 21.0 * MM], Color(0xc9, 0xbf, 0xae)));
        self.centred(PLACE.0, label, (10.5, 0.0), PALE, vec![glyphs("盖章处", false)]);
        self.centred(PLACE.0, first, (size, size * 1.4), INK, lines);
        self.centred(PLACE.0, date, (13.0, 0.0), INK, vec![glyphs(&words::date(view.issued_ms, view.zone_minutes), false)]);
        self.centred(WIDTH / 2.0, 275.0 * MM, (10.5, 0.0), PALE, vec![glyphs(words::LAST, false)]);
        (label - 10.5).min(PLACE.1 - 21.0 * MM)
    }
}

/// Dark squares that stand beside each other: where they begin, and how many.
fn squares(row: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let starts = move |n: &usize| row[*n] && (*n == 0 || !row[*n - 1]);
    (0..row.len()).filter(starts).map(|n| (n, row[n..].iter().take_while(|dark| **dark).count()))
}
