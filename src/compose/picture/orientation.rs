//! How a camera was held: browsers turn a photo by it, Word and PDF readers do not.

/// The number of an orientation in EXIF that is as the pixels are.
const UPRIGHT: u16 = 1;
/// The tag of the orientation, and the type of a number of 16 bits.
const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// How the pixels of an image are to be turned: one of the numbers 2 to 8 of EXIF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Orientation(u16);

impl Orientation {
    /// What EXIF data, from its TIFF header on, says; `None` where the pixels are as they should be. Data that makes no
    /// sense says nothing, as in browsers.
    pub fn of(exif: &[u8]) -> Option<Self> {
        let is_little = match exif.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let short = |at: usize| {
            let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
            Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
        };
        let long = |at: usize| {
            let bytes: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
            Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
        };
        let list = usize::try_from(long(4)?).ok()?;
        let entries = (0..usize::from(short(list)?)).map_while(|entry| list.checked_add(2 + 12 * entry));
        for at in entries {
            if short(at)? == ORIENTATION {
                let is_one_number = short(at + 2)? == SHORT && long(at + 4)? == 1;
                let said = short(at + 8).filter(|said| is_one_number && (UPRIGHT + 1..=8).contains(said));
                return said.map(Self);
            }
        }
        None
    }

    /// Pixels of so many bytes, row by row, turned; with the width and height that they then have.
    pub fn turned(self, pixels: &[u8], width: usize, height: usize, bytes: usize) -> (Vec<u8>, usize, usize) {
        let is_on_its_side = self.0 >= 5;
        let (wide, high) = if is_on_its_side { (height, width) } else { (width, height) };
        let mut turned = Vec::with_capacity(pixels.len());
        for y in 0..high {
            for x in 0..wide {
                let (from_x, from_y) = match self.0 {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    8 => (width - 1 - y, x),
                    _ => (x, y),
                };
                let start = (from_y * width + from_x) * bytes;
                turned.extend_from_slice(pixels.get(start..start + bytes).unwrap_or_default());
            }
        }
        (turned, wide, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exif(is_little: bool, entries: &[(u16, u16, u32, u16)]) -> Vec<u8> {
        let short = |n: u16| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if is_little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut data = if is_little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
        data.extend(long(8));
        data.extend(short(u16::try_from(entries.len()).expect("few")));
        for (tag, kind, count, value) in entries {
            data.extend([short(*tag), short(*kind)].concat());
            data.extend(long(*count));
            data.extend([short(*value), short(0)].concat());
        }
        data
    }

    #[test]
    fn both_orders_of_bytes_are_read() {
        for is_little in [true, false] {
            let said = exif(is_little, &[(0x010f, 2, 1, 0), (0x0112, 3, 1, 6)]);
            assert_eq!(Orientation::of(&said), Some(Orientation(6)));
        }
    }

    #[test]
    fn what_makes_no_sense_says_nothing() {
        let whole = exif(true, &[(0x0112, 3, 1, 6)]);
        for end in 0..whole.len() - 2 {
            assert_eq!(Orientation::of(&whole[..end]), None, "{end}");
        }
        for wrong in
            [(0x0112, 3, 1, 0), (0x0112, 3, 1, 1), (0x0112, 3, 1, 9), (0x0112, 4, 1, 6), (0x0112, 3, 2, 6)]
        {
            assert_eq!(Orientation::of(&exif(false, &[wrong])), None, "{wrong:?}");
        }
        let mut far = whole;
        far[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Orientation::of(&far), None);
    }

    #[test]
    fn pixels_are_turned_as_the_camera_was_held() {
        // F with its corner at the top left: A B / C D / E F.
        let turned = |orientation, pixels: &str, width, height| {
            let (turned, wide, high) = Orientation(orientation).turned(pixels.as_bytes(), width, height, 1);
            (String::from_utf8(turned).expect("letters"), wide, high)
        };
        let upright = ("ABCDEF".to_owned(), 2, 3);
        for (orientation, pixels, width, height) in [
            (2, "BADCFE", 2, 3),
            (3, "FEDCBA", 2, 3),
            (4, "EFCDAB", 2, 3),
            (5, "ACEBDF", 3, 2),
            (6, "BDFACE", 3, 2),
            (7, "FDBECA", 3, 2),
            (8, "ECAFDB", 3, 2),
        ] {
            assert_eq!(turned(orientation, pixels, width, height), upright, "{orientation}");
        }
        let (pixels, ..) = Orientation(3).turned(&[1, 2, 3, 4], 2, 1, 2);
        assert_eq!(pixels, [3, 4, 1, 2]);
    }
}
