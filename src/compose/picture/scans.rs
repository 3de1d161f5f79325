//! The coded pixels of a JPEG, read to the last bit without making pixels of them.
//!
//! Decoders repair what they can: they fill up what is missing, and go on after what makes no sense. An image that they
//! have repaired is not the one that was sent, so each block must be there, and nothing else.

use super::fault::Fault;

/// More passes over an image than any program writes; each takes time.
pub const MOST_SCANS: usize = 32;
/// Bytes between the last block and the next marker that are no damage: some cameras write a few.
const MOST_SPARE: usize = 16;

/// A table of codes: for the next 16 bits the length of the code that they begin with, 0 for none, and its value.
type Codes = Vec<(u8, u8)>;

/// One of the colours of an image.
#[derive(Default)]
struct Color {
    id: u8,
    /// Blocks in a unit of all colours, across and down.
    across: usize,
    down: usize,
    quantization: u8,
    /// The coefficients that earlier passes have begun, a bit each, for every block.
    begun: Vec<u64>,
    /// How many bits each coefficient still needs; none before the first pass over it.
    lacks: Vec<Option<u8>>,
}

/// What is known of the image so far.
#[derive(Default)]
struct Frame {
    is_progressive: bool,
    width: usize,
    height: usize,
    colors: Vec<Color>,
    /// By class and number.
    codes: [[Option<Codes>; 4]; 2],
    quantizations: [bool; 4],
    restart: usize,
}

/// A pass over some colours.
struct Scan {
    /// The colour, and the tables of its first coefficient and of the others.
    colors: Vec<(usize, usize, usize)>,
    first: usize,
    last: usize,
    is_refined: bool,
    /// How many bits of the coefficients are left for other passes.
    lacks: u8,
}

/// Reads all passes up to the end of the image.
///
/// # Errors
/// A part is missing, or makes no sense.
pub fn read(bytes: &[u8]) -> Result<(), Fault> {
    let (mut at, mut frame, mut scans) = (2, Frame::default(), 0);
    loop {
        let (marker, behind) = next_marker(bytes, at).ok_or(Fault::CutOff)?;
        at = behind;
        match marker {
            0xd9 if scans > 0 && frame.is_whole() => return Ok(()),
            0xd9 => return Err(Fault::CutOff),
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = bytes.get(at..).and_then(number).ok_or(Fault::CutOff)?.max(2);
        let data = bytes.get(at + 2..at + length).ok_or(Fault::CutOff)?;
        at += length;
        match marker {
            0xc0..=0xc2 => frame.begin(data, marker == 0xc2).ok_or(Fault::Damaged)?,
            0xc4 => frame.add_codes(data).ok_or(Fault::Damaged)?,
            0xdb => frame.add_quantizations(data).ok_or(Fault::Damaged)?,
            0xdd => frame.restart = number(data).ok_or(Fault::Damaged)?,
            0xda => {
                let scan = frame.scan(data).ok_or(Fault::Damaged)?;
                scans += 1;
                if scans > MOST_SCANS {
                    return Err(Fault::Damaged);
                }
                at = frame.read(&scan, bytes, at)?;
            }
            _ => {}
        }
    }
}

/// The number in the first two bytes.
fn number(bytes: &[u8]) -> Option<usize> {
    bytes.first_chunk().map(|bytes| usize::from(u16::from_be_bytes(*bytes)))
}

/// The next marker from a byte on, and the byte behind it. What is between segments may be odd, as some cameras write it.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        match (*bytes.get(at)?, *bytes.get(at + 1)?) {
            (0xff, marker) if !matches!(marker, 0 | 0xff) => return Some((marker, at + 2)),
            _ => at += 1,
        }
    }
}

impl Frame {
    fn begin(&mut self, data: &[u8], is_progressive: bool) -> Option<()> {
        let (&[_, h, l, w, v, count], rest) = data.split_first_chunk::<6>()?;
        self.is_progressive = is_progressive;
        self.height = usize::from(u16::from_be_bytes([h, l]));
        self.width = usize::from(u16::from_be_bytes([w, v]));
        let color = |&[id, sampling, quantization]: &[u8; 3]| Color {
            id,
            across: usize::from(sampling >> 4),
            down: usize::from(sampling & 15),
            quantization,
            begun: Vec::new(),
            lacks: vec![None; 64],
        };
        self.colors = rest.as_chunks::<3>().0.iter().take(usize::from(count)).map(color).collect();
        let is_sound = |color: &Color| (1..=4).contains(&color.across) && (1..=4).contains(&color.down);
        let is_whole = self.colors.len() == usize::from(count) && self.colors.iter().all(is_sound);
        let (columns, rows) = (!self.colors.is_empty() && is_whole).then(|| self.units())?;
        for color in self.colors.iter_mut().filter(|_| is_progressive) {
            color.begun = vec![0; columns * color.across * rows * color.down];
        }
        Some(())
    }

    /// How many blocks a unit has at most, across and down.
    fn most(&self) -> (usize, usize) {
        let across = self.colors.iter().map(|color| color.across).max().unwrap_or(1);
        (across, self.colors.iter().map(|color| color.down).max().unwrap_or(1))
    }

    /// The units of all colours, across and down.
    fn units(&self) -> (usize, usize) {
        let (across, down) = self.most();
        (self.width.div_ceil(8 * across), self.height.div_ceil(8 * down))
    }

    fn add_codes(&mut self, mut data: &[u8]) -> Option<()> {
        while let Some((&kind, rest)) = data.split_first() {
            let (lengths, values) = rest.split_first_chunk::<16>()?;
            let count = lengths.iter().map(|count| usize::from(*count)).sum();
            let (values, rest) = values.split_at_checked(count)?;
            let place = self.codes.get_mut(usize::from(kind >> 4))?.get_mut(usize::from(kind & 15))?;
            let (mut codes, mut next, mut values) = (vec![(0, 0); 1 << 16], 0, values.iter());
            for (length, count) in (1_u8..=16).zip(lengths) {
                let size = 1_usize << (16 - length);
                for value in values.by_ref().take(usize::from(*count)) {
                    codes.get_mut(next..next + size)?.fill((length, *value));
                    next += size;
                }
            }
            *place = Some(codes);
            data = rest;
        }
        Some(())
    }

    fn add_quantizations(&mut self, mut data: &[u8]) -> Option<()> {
        while let Some((&kind, rest)) = data.split_first() {
            data = rest.get(if kind >> 4 == 0 { 64 } else { 128 }..)?;
            *self.quantizations.get_mut(usize::from(kind & 15))? = true;
        }
        Some(())
    }

    fn scan(&self, data: &[u8]) -> Option<Scan> {
        let (&count, rest) = data.split_first()?;
        let (colors, end) = rest.split_at_checked(2 * usize::from(count))?;
        let &[first, last, passes, ..] = end else { return None };
        let color = |&[id, tables]: &[u8; 2]| {
            let at = self.colors.iter().position(|color| color.id == id)?;
            self.quantizations.get(usize::from(self.colors[at].quantization)).filter(|known| **known)?;
            Some((at, usize::from(tables >> 4), usize::from(tables & 15)))
        };
        let colors = colors.as_chunks::<2>().0.iter().map(color).collect::<Option<Vec<_>>>()?;
        let (first, last) = if self.is_progressive { (first, last) } else { (0, 63) };
        let is_possible = match (self.is_progressive, first) {
            (false, _) => true,
            (true, 0) => last == 0,
            (true, _) => first <= last && last < 64 && colors.len() == 1,
        };
        let is_refined = self.is_progressive && passes >> 4 != 0;
        let lacks = if self.is_progressive { passes & 15 } else { 0 };
        let (first, last) = (usize::from(first), usize::from(last));
        (is_possible && !colors.is_empty()).then_some(Scan { colors, first, last, is_refined, lacks })
    }

    /// Whether each colour was there, with all bits of the coefficients that were begun.
    fn is_whole(&self) -> bool {
        let is_whole =
            |color: &Color| color.lacks[0].is_some() && color.lacks.iter().flatten().all(|lacks| *lacks == 0);
        self.colors.iter().all(is_whole)
    }

    /// Reads a pass from a byte on; where it ends.
    fn read(&mut self, scan: &Scan, bytes: &[u8], at: usize) -> Result<usize, Fault> {
        for (color, ..) in &scan.colors {
            self.colors[*color].lacks[scan.first..=scan.last].fill(Some(scan.lacks));
        }
        let mut bits = Bits { bytes, at, next: 0, count: 0 };
        let (mut run, mut restarts) = (0, 0_u8);
        let ((most_across, most_down), (columns, rows)) = (self.most(), self.units());
        // One colour alone has no blocks beyond its edge.
        let alone = if let [(color, ..)] = scan.colors[..] { self.colors.get(color) } else { None };
        let (wide, high) = alone.map_or((columns, rows), |color| {
            let side = |side: usize, own: usize, most: usize| (side * own).div_ceil(8 * most);
            (side(self.width, color.across, most_across), side(self.height, color.down, most_down))
        });
        let is_alone = alone.is_some();
        for unit in 0..wide * high {
            if self.restart > 0 && unit > 0 && unit % self.restart == 0 {
                bits.restart(restarts)?;
                (run, restarts) = (0, (restarts + 1) % 8);
            }
            let (row, column) = (unit / wide, unit % wide);
            for &(at, dc, ac) in &scan.colors {
                let color = &mut self.colors[at];
                let (down, across) = if is_alone { (1, 1) } else { (color.down, color.across) };
                let stride = columns * color.across;
                for block in 0..down * across {
                    let place = (row * down + block / across) * stride + column * across + block % across;
                    let begun = color.begun.get_mut(place);
                    let tables = [self.codes[0].get(dc), self.codes[1].get(ac)].map(|table| table?.as_ref());
                    scan.block(&mut bits, tables, begun.unwrap_or(&mut 0), &mut run)?;
                }
            }
        }
        bits.end()
    }
}

impl Scan {
    /// Reads a block: what this pass says of it.
    fn block(
        &self,
        bits: &mut Bits<'_>,
        [dc, ac]: [Option<&Codes>; 2],
        begun: &mut u64,
        run: &mut usize,
    ) -> Result<(), Fault> {
        if self.first == 0 {
            let length = if self.is_refined { 1 } else { usize::from(bits.code(dc)?) };
            bits.take(length)?;
        }
        match (self.last, self.is_refined) {
            (0, _) => Ok(()),
            (_, false) => self.coefficients(bits, ac, begun, run),
            (_, true) => self.refined(bits, ac, begun, run),
        }
    }

    fn coefficients(
        &self,
        bits: &mut Bits<'_>,
        ac: Option<&Codes>,
        begun: &mut u64,
        run: &mut usize,
    ) -> Result<(), Fault> {
        if *run > 0 {
            *run -= 1;
            return Ok(());
        }
        let mut at = self.first.max(1);
        while at <= self.last {
            let code = usize::from(bits.code(ac)?);
            let (zeros, length) = (code >> 4, code & 15);
            match (zeros, length) {
                (15, 0) => at += 16,
                (_, 0) => {
                    *run = (1 << zeros) - 1 + bits.take(zeros)?;
                    break;
                }
                _ => {
                    at += zeros;
                    if at > self.last {
                        return Err(Fault::Damaged);
                    }
                    bits.take(length)?;
                    *begun |= 1 << at;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn refined(
        &self,
        bits: &mut Bits<'_>,
        ac: Option<&Codes>,
        begun: &mut u64,
        run: &mut usize,
    ) -> Result<(), Fault> {
        let mut at = self.first;
        while *run == 0 && at <= self.last {
            let code = usize::from(bits.code(ac)?);
            let (mut zeros, length) = (code >> 4, code & 15);
            match (zeros, length) {
                (15, 0) => {}
                (_, 0) => {
                    *run = (1 << zeros) + bits.take(zeros)?;
                    break;
                }
                _ => drop(bits.take(1)?),
            }
            while at <= self.last {
                if *begun >> at & 1 == 1 {
                    bits.take(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if length > 0 {
                if at > self.last {
                    return Err(Fault::Damaged);
                }
                *begun |= 1 << at;
            }
            at += 1;
        }
        if *run > 0 {
            let rest = (at..=self.last).filter(|at| *begun >> at & 1 == 1).count();
            for _ in 0..rest {
                bits.take(1)?;
            }
            *run -= 1;
        }
        Ok(())
    }
}

/// The bits of a pass, up to the next marker.
struct Bits<'b> {
    bytes: &'b [u8],
    /// The byte that is read next.
    at: usize,
    /// Bits that were read and not taken, the first on the left.
    next: u64,
    count: usize,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 48 {
            let (byte, length) = match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(0xff), Some(0)) => (0xff, 2),
                (Some(0xff) | None, _) => return,
                (Some(byte), _) => (*byte, 1),
            };
            self.next |= u64::from(byte) << (56 - self.count);
            self.count += 8;
            self.at += length;
        }
    }

    /// The value of the code that comes next.
    fn code(&mut self, codes: Option<&Codes>) -> Result<u8, Fault> {
        self.fill();
        let place = usize::try_from(self.next >> 48).unwrap_or_default();
        let &(length, value) = codes.and_then(|codes| codes.get(place)).ok_or(Fault::Damaged)?;
        if length == 0 {
            // Behind the last bit is no code.
            return Err(if self.count < 16 { Fault::CutOff } else { Fault::Damaged });
        }
        self.take(usize::from(length))?;
        Ok(value)
    }

    /// Takes up to 16 bits.
    fn take(&mut self, length: usize) -> Result<usize, Fault> {
        if self.count < length {
            self.fill();
        }
        if self.count < length || length > 16 {
            return Err(Fault::CutOff);
        }
        let value = if length == 0 { 0 } else { self.next >> (64 - length) };
        self.next <<= length;
        self.count -= length;
        Ok(usize::try_from(value).unwrap_or_default())
    }

    /// The byte of the marker behind these bits, of which hardly more than a part of a byte may be left.
    fn end(&self) -> Result<usize, Fault> {
        let (mut at, mut count) = (self.at, self.count / 8);
        while let Some(&byte) = self.bytes.get(at) {
            match (byte, self.bytes.get(at + 1)) {
                (0xff, Some(0)) => at += 2,
                (0xff, _) => break,
                _ => at += 1,
            }
            count += 1;
            if count > MOST_SPARE {
                return Err(Fault::Damaged);
            }
        }
        Ok(at)
    }

    /// Goes on behind a marker of this number, which must come next.
    fn restart(&mut self, number: u8) -> Result<(), Fault> {
        let at = self.end()?;
        match next_marker(self.bytes, at) {
            Some((marker, behind)) if marker == 0xd0 + number => {
                (self.at, self.next, self.count) = (behind, 0, 0);
                Ok(())
            }
            Some((0xd0..=0xd7, _)) => Err(Fault::Damaged),
            _ => Err(Fault::CutOff),
        }
    }
}
